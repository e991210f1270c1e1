using System.Globalization;
using System.Text;
using Guanwei.Han;

namespace Guanwei.Rules.Naming;

/// <summary>An account that already has the name, by its skeleton.</summary>
/// <param name="Name">Its name as it stands.</param>
/// <param name="Holder">The agency that has it.</param>
public sealed record NameHolder(string Name, string Holder);

/// <summary>The name asked for.</summary>
/// <param name="Text">As typed.</param>
/// <param name="TakenBy">Who has a name of the same <see cref="NameSkeleton"/>; empty if nobody.</param>
public sealed record NameFacts(string? Text, NameHolder? TakenBy = null);

/// <summary>Is the name allowed? Format, protected words, words of the platform, exact duplicates.</summary>
public static class NameCheck
{
    private static readonly Place Here = new("name");

    /// <summary>Checks a name.</summary>
    /// <param name="name">The name and who has it already.</param>
    /// <param name="agencyName">Full name of the agency: its own name is always its own.</param>
    /// <param name="scope">Level, kind and region of the agency.</param>
    /// <param name="book">The rules.</param>
    /// <param name="day">The day in Beijing.</param>
    /// <param name="profile">The installation's profile.</param>
    public static Decision Check(
        NameFacts name, string? agencyName, Scope scope, RuleBook book, DateOnly day, Profile profile)
    {
        var inquiry = new Inquiry(book, scope, day, profile);
        Into(inquiry, name, agencyName);
        return inquiry.Decide(new { name, agencyName, scope });
    }

    internal static void Into(Inquiry inquiry, NameFacts name, string? agencyName)
    {
        if (string.IsNullOrWhiteSpace(name.Text))
        {
            inquiry.Raise(inquiry.Ask("name.units.min"), Here, ReasonCode.NameMissing);
            return;
        }

        var skeleton = NameSkeleton.Of(name.Text);
        Characters(inquiry, name.Text);
        Length(inquiry, name.Text);
        Protected(inquiry, skeleton, NameSkeleton.Of(agencyName ?? ""));
        Platform(inquiry, skeleton);
        var unique = inquiry.Ask("name.unique");
        if (unique.Yes && name.TakenBy is { } other)
        {
            inquiry.Raise(unique, Here, null, Argument.Text("name", other.Name), Argument.Text("holder", other.Holder));
        }
    }

    private static void Characters(Inquiry inquiry, string name)
    {
        var alphabet = inquiry.Ask("name.characters");
        var runes = name.EnumerateRunes().Distinct().ToList();
        if (runes.Exists(Rune.IsWhiteSpace))
        {
            inquiry.Raise(alphabet, Here, ReasonCode.CharSpace);
        }

        foreach (var rune in runes.Where(Folding.IsInvisible))
        {
            inquiry.Raise(alphabet, Here, ReasonCode.CharInvisible,
                Argument.Text("character", string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}")));
        }

        foreach (var rune in runes.Where(r => !Rune.IsWhiteSpace(r) && !Folding.IsInvisible(r) && !IsAllowed(r)))
        {
            inquiry.Raise(alphabet, Here, ReasonCode.CharSymbol, Argument.Text("character", rune.ToString()));
        }
    }

    private static void Length(Inquiry inquiry, string name)
    {
        var units = name.EnumerateRunes().Where(r => !Folding.IsInvisible(r)).Sum(r => Folding.IsHan(r) ? 2 : 1);
        var (min, max) = (inquiry.Ask("name.units.min"), inquiry.Ask("name.units.max"));
        if (units < min.Whole)
        {
            inquiry.Raise(min, Here, null, Argument.Number("units", units), Argument.Number("min", min.Whole));
        }

        if (units > max.Whole)
        {
            inquiry.Raise(max, Here, null, Argument.Number("units", units), Argument.Number("max", max.Whole));
        }
    }

    private static void Protected(Inquiry inquiry, string skeleton, string agency)
    {
        var words = inquiry.Ask("name.protected-words");

        // 国家税务总局张家港市税务局 may use its own full name, with or without a suffix; a part of it would be
        // another organ's name.
        var rest = agency.Length > 0 && skeleton.StartsWith(agency, StringComparison.Ordinal)
            ? skeleton[agency.Length..]
            : skeleton;
        foreach (var word in words.Set.Where(w => rest.Contains(w, StringComparison.Ordinal)))
        {
            inquiry.Raise(words, Here, null, Argument.Text("word", word));
        }
    }

    private static void Platform(Inquiry inquiry, string skeleton)
    {
        var suffixes = inquiry.Ask("name.platform-suffixes");
        var suffix = suffixes.Set.FirstOrDefault(s => skeleton.EndsWith(s, StringComparison.Ordinal));
        var rest = suffix is null ? skeleton : skeleton[..^suffix.Length];
        var words = inquiry.Ask("name.platform-words");
        var found = words.Set.Where(w => rest.Contains(w, StringComparison.Ordinal)).ToList();
        foreach (var word in found)
        {
            inquiry.Raise(words, Here, null, Argument.Text("word", word));
        }

        if (suffix is not null && found.Count == 0)
        {
            inquiry.Raise(suffixes, Here, null, Argument.Text("word", suffix));
        }
    }

    private static bool IsAllowed(Rune rune) =>
        Folding.IsHan(rune) || (rune.IsAscii && char.IsAsciiLetterOrDigit((char)rune.Value));
}
