namespace Guanwei.Vision;

/// <summary>Marks of formats that have no business in or behind a document.</summary>
internal static class SecondFormat
{
    private static readonly (string Name, byte[] Mark)[] Anywhere =
    [
        ("zip", [.. "PK\u0003\u0004"u8]),
        ("pdf", [.. "%PDF-"u8]),
        ("rar", [.. "Rar!\u001a\u0007"u8]),
        ("7z", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]),
        ("gif", [.. "GIF89a"u8]),
        ("gif", [.. "GIF87a"u8]),
        ("png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        ("elf", [0x7F, 0x45, 0x4C, 0x46, 0x02, 0x01, 0x01]),
    ];

    // Too short to look for anywhere else.
    private static readonly (string Name, byte[] Mark)[] AtStart =
    [
        ("jpeg", [0xFF, 0xD8, 0xFF]),
        ("exe", [.. "MZ"u8]),
        ("elf", [0x7F, 0x45, 0x4C, 0x46]),
        ("gzip", [0x1F, 0x8B, 0x08]),
        ("ole", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
        ("rtf", [.. "{\\rtf"u8]),
        ("script", [.. "#!"u8]),
    ];

    private static readonly (string Name, string Mark)[] Scripts =
    [
        ("php", "<?php"), ("html", "<html"), ("html", "<script"), ("html", "<!doctype html"), ("html", "<iframe"),
    ];

    public static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The format whose mark stands at the start, or null.</summary>
    public static string? NameAtStart(ReadOnlySpan<byte> bytes)
    {
        foreach (var (name, mark) in AtStart.Concat(Anywhere))
        {
            if (bytes.StartsWith(mark))
            {
                return name;
            }
        }

        return MarkupAtStart(bytes);
    }

    /// <summary>The format whose mark stands at the start or further in, or null.</summary>
    public static string? NameIn(ReadOnlySpan<byte> bytes)
    {
        if (NameAtStart(bytes) is { } first)
        {
            return first;
        }

        foreach (var (name, mark) in Anywhere)
        {
            if (bytes.IndexOf(mark) >= 0)
            {
                return name;
            }
        }

        return ScriptIn(bytes);
    }

    /// <summary>html or php when such a tag stands anywhere, in any case; else null.</summary>
    public static string? ScriptIn(ReadOnlySpan<byte> bytes)
    {
        while (bytes.IndexOf((byte)'<') is >= 0 and var at)
        {
            bytes = bytes[at..];
            foreach (var (name, mark) in Scripts)
            {
                if (StartsWithAnyCase(bytes, mark))
                {
                    return name;
                }
            }

            bytes = bytes[1..];
        }

        return null;
    }

    private static string? MarkupAtStart(ReadOnlySpan<byte> bytes)
    {
        var text = bytes.TrimStart(ByteOrderMark).TrimStart(" \t\r\n\f"u8);
        return StartsWithAnyCase(text, "<?xml") || StartsWithAnyCase(text, "<svg") ? "xml"
            : text is [(byte)'<', var next, ..] && (char.IsAsciiLetter((char)next) || "!?"u8.Contains(next)) ? "html"
            : null;
    }

    private static bool StartsWithAnyCase(ReadOnlySpan<byte> bytes, string mark) =>
        bytes.Length >= mark.Length && System.Text.Ascii.EqualsIgnoreCase(bytes[..mark.Length], mark);
}
