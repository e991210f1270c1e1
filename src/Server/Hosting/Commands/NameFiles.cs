using System.Text;
using System.Text.Json;
using Guanwei.Rules;
using Guanwei.Rules.Naming;

namespace Guanwei.Server.Hosting.Commands;

/// <summary>The files of `guanwei name check`, read whole before anything is answered: each fault names line and member.</summary>
internal static class NameFiles
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static NameApplicant? Applicant(string file, List<string> faults)
    {
        using var document = Whole(file, faults) is { } text ? Parsed(file, text, faults, "Name.File.Json") : null;
        return document is null ? null : Applicant(file, document.RootElement, faults);
    }

    public static IReadOnlyList<NameFacts> Batch(string file, List<string> faults)
    {
        var before = faults.Count;
        var rows = Questions(file, faults);
        if (rows.Count == 0 && faults.Count == before)
        {
            faults.Add(Texts.Say("Name.File.Empty", file));
        }
        return rows;
    }

    private static List<NameFacts> Questions(string file, List<string> faults) => Lines(file, faults, (where, row) =>
    {
        var name = Text(where, row, "name", faults);
        var agency = row.TryGetProperty("agency", out var found) ? Applicant($"{where}, agency", found, faults) : null;
        if (found.ValueKind == JsonValueKind.Undefined)
        {
            faults.Add(Texts.Say("Name.File.Member", where, "agency"));
        }
        return name is null || agency is null ? null : new NameFacts(name, agency);
    });

    public static IReadOnlyList<RegisteredName> Registered(string file, List<string> faults) => Lines(file, faults, (where, row) =>
        (Text(where, row, "name", faults), Text(where, row, "holder", faults)) is ({ } name, { } holder)
            ? new RegisteredName(name, holder) : null);

    private static List<T> Lines<T>(string file, List<string> faults, Func<string, JsonElement, T?> read) where T : class
    {
        var rows = new List<T>();
        var lines = Whole(file, faults)?.ReplaceLineEndings("\n").Split('\n') ?? [];
        for (var i = 0; i < lines.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
            {
                continue;
            }
            var where = Texts.Say("Name.File.Line", file, i + 1);
            using var document = Parsed(where, lines[i], faults, "Name.File.Line.Json");
            if (document is not null && IsObject(where, document.RootElement, faults) && read(where, document.RootElement) is { } row)
            {
                rows.Add(row);
            }
        }
        return rows;
    }

    private static NameApplicant? Applicant(string where, JsonElement row, List<string> faults)
    {
        if (!IsObject(where, row, faults))
        {
            return null;
        }
        var before = faults.Count;
        var name = Text(where, row, "name", faults);
        var level = Choice<AgencyLevel>(where, row, "level", faults);
        var kind = Choice<AgencyKind>(where, row, "kind", faults);
        if (string.IsNullOrWhiteSpace(name) && faults.Count == before)
        {
            faults.Add(Texts.Say("Name.File.Blank", where, "name"));
        }
        var region = row.TryGetProperty("regionCode", out _) ? Text(where, row, "regionCode", faults) : null;
        if (region is { Length: > 0 } && !(region.Length is 6 or 9 or 12 && region.All(char.IsAsciiDigit)))
        {
            faults.Add(Texts.Say("Name.File.Region", where, region));
        }
        var shortNames = ShortNames(where, row, faults);
        return faults.Count > before ? null : new NameApplicant(name, level, kind, region, shortNames);
    }

    private static List<string> ShortNames(string where, JsonElement row, List<string> faults)
    {
        if (!row.TryGetProperty("shortNames", out var names))
        {
            return [];
        }
        if (names.ValueKind != JsonValueKind.Array || names.EnumerateArray().Any(n => n.ValueKind != JsonValueKind.String))
        {
            faults.Add(Texts.Say("Name.File.Texts", where, "shortNames"));
            return [];
        }
        return [.. names.EnumerateArray().Select(n => Whole(where, n, "shortNames", faults)).OfType<string>()];
    }

    private static T Choice<T>(string where, JsonElement row, string member, List<string> faults) where T : struct, Enum
    {
        if (Text(where, row, member, faults) is not { } text)
        {
            return default;
        }
        if (!Slug.TryRead<T>(text, out var read))
        {
            faults.Add(Texts.Say("Name.File.Choice", where, member, text, Slug.Choices<T>()));
        }
        return read;
    }

    private static string? Text(string where, JsonElement row, string member, List<string> faults)
    {
        if (row.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String)
        {
            return Whole(where, value, member, faults);
        }
        faults.Add(Texts.Say("Name.File.Member", where, member));
        return null;
    }

    /// <summary>"\ud800" by itself is valid JSON and no text.</summary>
    private static string? Whole(string where, JsonElement value, string member, List<string> faults)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            faults.Add(Texts.Say("Name.File.Broken", where, member));
            return null;
        }
    }

    private static bool IsObject(string where, JsonElement row, List<string> faults)
    {
        if (row.ValueKind != JsonValueKind.Object)
        {
            faults.Add(Texts.Say("Name.File.Object", where));
        }
        return row.ValueKind == JsonValueKind.Object;
    }

    private static JsonDocument? Parsed(string where, string text, List<string> faults, string fault)
    {
        try
        {
            return JsonDocument.Parse(text, Strict);
        }
        catch (JsonException wrong)
        {
            faults.Add(wrong is { LineNumber: { } line, BytePositionInLine: { } at }
                ? Texts.Say(fault, where, line + 1, at + 1)
                : Texts.Say("Name.File.Json.Twice", where));
            return null;
        }
    }

    private static string? Whole(string file, List<string> faults)
    {
        try
        {
            using var reader = new StreamReader(file, Utf8, detectEncodingFromByteOrderMarks: true);
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            faults.Add(Texts.Say("Name.File.NotUtf8", file));
            return null;
        }
        catch (Exception wrong) when (wrong is FileNotFoundException or DirectoryNotFoundException)
        {
            faults.Add(Texts.Say("Name.File.Absent", file));
            return null;
        }
        catch (UnauthorizedAccessException) when (Directory.Exists(file))
        {
            faults.Add(Texts.Say("Name.File.Directory", file));
            return null;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            faults.Add(Texts.Say("Name.File.NotRead", file, wrong.Message));
            return null;
        }
    }
}
