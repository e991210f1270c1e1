namespace Guanwei.Rules.Codes;

/// <summary>Codes as people type them.</summary>
internal static class TypedCode
{
    /// <summary>Half-width, capital letters, no white space; empty if nothing was typed.</summary>
    public static string Normalised(string? typed) =>
        string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c)).Select(HalfWidth)).ToUpperInvariant();

    // U+FF01–FF5E are the full-width forms of U+0021–007E.
    private static char HalfWidth(char letter) => letter is >= '！' and <= '～' ? (char)(letter - 0xFEE0) : letter;
}
