namespace Guanwei.Rules.Eligibility;

/// <summary>Does a name look like that of a unit inside an agency (内设机构)?</summary>
internal static class UnitNames
{
    /// <summary>
    /// True for a name that ends like a section (科、股), or like a division, office or brigade (处、室、大队 …) behind
    /// the name of an organ: 样例县公安局交警大队, but not 样例县消防救援大队 or 样例街道办事处.
    /// </summary>
    internal static bool LooksInternal(Inquiry inquiry, string name)
    {
        if (Ending(inquiry, "accounts.internal-unit.exceptions", name) is not null)
        {
            return false;
        }

        return Ending(inquiry, "accounts.internal-unit.endings", name) is not null
            || (Ending(inquiry, "accounts.internal-unit.endings-within", name) is { } ending
                && ContainsOrgan(inquiry, name[..^ending.Length]));
    }

    private static string? Ending(Inquiry inquiry, string key, string name)
    {
        var text = name.Trim();
        return inquiry.Ask(key).Set.FirstOrDefault(ending =>
            text.Length > ending.Length && text.EndsWith(ending, StringComparison.Ordinal));
    }

    private static bool ContainsOrgan(Inquiry inquiry, string text) =>
        inquiry.Ask("accounts.internal-unit.organs").Set.Any(organ => text.Contains(organ, StringComparison.Ordinal));
}
