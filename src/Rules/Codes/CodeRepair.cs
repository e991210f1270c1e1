namespace Guanwei.Rules.Codes;

/// <summary>What somebody did wrong in typing a code.</summary>
public enum CodeSlip
{
    /// <summary>One character is another.</summary>
    Character,

    /// <summary>Two neighbours have changed places.</summary>
    Swap,
}

/// <summary>The one small change that makes a wrong code right.</summary>
/// <param name="Slip">What was done wrong.</param>
/// <param name="Position">Place of the character, of a swap the first of the two; the first character has 1.</param>
/// <param name="Text">The code put right.</param>
public sealed record CodeRepair(CodeSlip Slip, int Position, string Text)
{
    /// <summary>The right character at the place.</summary>
    public char Character => Text[Position - 1];

    /// <summary>
    /// The repair, if of all texts that differ in one character or by two neighbours swapped exactly one is right: a
    /// guess among several would teach people to copy it without looking at the certificate.
    /// </summary>
    internal static CodeRepair? Only(string text, string alphabet, Func<string, bool> isRight) =>
        Characters(text, alphabet).Concat(Swaps(text)).Where(one => isRight(one.Text)).Take(2).ToList() is [var only]
            ? only
            : null;

    private static IEnumerable<CodeRepair> Characters(string text, string alphabet) =>
        from at in Enumerable.Range(0, text.Length)
        from letter in alphabet
        where letter != text[at]
        select new CodeRepair(CodeSlip.Character, at + 1, $"{text[..at]}{letter}{text[(at + 1)..]}");

    private static IEnumerable<CodeRepair> Swaps(string text) =>
        from at in Enumerable.Range(0, Math.Max(0, text.Length - 1))
        where text[at] != text[at + 1]
        select new CodeRepair(CodeSlip.Swap, at + 1, $"{text[..at]}{text[at + 1]}{text[at]}{text[(at + 2)..]}");
}
