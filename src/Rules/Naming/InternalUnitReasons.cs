namespace Guanwei.Rules.Naming;

/// <summary>A unit inside the agency, which has no account of its own: 社会救助科, 专班; 交警 asked for by a 公安局.</summary>
internal static class InternalUnitReasons
{
    public static void Into(Inquiry inquiry, NameUnderCheck name)
    {
        var exceptions = inquiry.Ask("name.internal-unit-exceptions").Set;
        var units = WordList.Of(inquiry.Ask("name.internal-unit-words"))
            .Where(word => NameUnderCheck.Places(name.Clean, word).Any(start => IsUnit(name, start, word)
                && !exceptions.Any(e => name.Clean.AsSpan(0, start + word.Length).EndsWith(e))));
        var below = name.Parts.Where(part => part is { Kind: NamePartKind.Department, Standing: Standing.Below }
            && !name.IsOwn(part.Start, part.End)).Select(name.TextOf);
        foreach (var unit in name.Outside(units).Concat(below).Distinct())
        {
            inquiry.Raise(inquiry.Ask("name.internal-unit"), NameCheck.Here, null, Argument.Text("unit", unit));
        }
    }

    /// <summary>科, 股, 处 and 室 only at the end of the name or before a nature, and never inside another word.</summary>
    private static bool IsUnit(NameUnderCheck name, int start, string word)
    {
        var end = start + word.Length;
        var part = name.Parts.Find(p => p.Start <= start && start < p.End);
        return part?.Kind != NamePartKind.Government
            && (word.Length > 1
                || ((part is null || part.Kind == NamePartKind.Rest || start >= part.WordEnd)
                    && (end == name.Clean.Length
                        || name.Parts.Exists(p => p.Start == end && p.Kind == NamePartKind.Nature))));
    }
}
