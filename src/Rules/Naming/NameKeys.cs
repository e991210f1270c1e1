using System.Collections.Immutable;
using System.Text;
using Guanwei.Han;

namespace Guanwei.Rules.Naming;

/// <summary>In what two names can be alike.</summary>
public enum NameKeyKind
{
    /// <summary>The same to a reader: the clean form.</summary>
    Clean,

    /// <summary>The same to a listener: toneless syllables.</summary>
    Sound,

    /// <summary>The same but for the words of nature (北京民政, 北京民政发布).</summary>
    WithoutNature,

    /// <summary>The same parts in whatever order (健康湖北, 湖北健康).</summary>
    Parts,
}

/// <summary>One key of a name.</summary>
/// <param name="Kind">In what it is alike with others of the same key.</param>
/// <param name="Text">The key.</param>
public readonly record struct NameKey(NameKeyKind Kind, string Text);

/// <summary>
/// The keys under which a name is kept: two names are alike exactly if they share one, so that a store finds what is
/// like a name by equality.
/// </summary>
public static class NameKeys
{
    private const int MostReadings = 4;

    /// <summary>The clean form: two names of the same clean form are one name.</summary>
    public static string Clean(string name) => Folding.Clean(name);

    /// <summary>All keys of a name; of a name without letters and digits none.</summary>
    /// <param name="name">The name as typed.</param>
    /// <param name="book">The rules: which words are natures, departments.</param>
    /// <param name="day">The day in Beijing.</param>
    public static ImmutableArray<NameKey> Of(string name, RuleBook book, DateOnly day) =>
        Of(name, NameLexicon.Of(new Inquiry(book, Scope.Everywhere, day, Profile.Current)));

    /// <summary>
    /// The keys of a name and of every name that might be proposed instead: a store that hands in all names with one
    /// of these keys has handed in all that the check can depend on.
    /// </summary>
    /// <param name="name">The name and who asks; the names there are do not matter.</param>
    /// <param name="book">The rules.</param>
    /// <param name="day">The day in Beijing.</param>
    /// <param name="profile">The installation's profile.</param>
    public static ImmutableArray<NameKey> Around(NameFacts name, RuleBook book, DateOnly day, Profile profile)
    {
        var inquiry = new Inquiry(book, name.Applicant.Scope, day, profile);
        var lexicon = NameLexicon.Of(inquiry);
        var applicant = Applicant.Of(name.Applicant, inquiry, lexicon);
        var asked = string.IsNullOrWhiteSpace(name.Text) ? null : new NameUnderCheck(name.Text, applicant, lexicon, inquiry);
        return
        [
            .. NameSuggestions.Candidates(inquiry, applicant, asked).Prepend(name.Text ?? "").Distinct()
                .SelectMany(text => Of(text, lexicon)).Distinct(),
        ];
    }

    internal static ImmutableArray<NameKey> Of(string name, NameLexicon lexicon)
    {
        var clean = Folding.Clean(name);
        if (clean.Length == 0)
        {
            return [];
        }

        var parts = Reader.Read(clean, (start, found) => PartsAt(clean, start, found, lexicon));
        var bare = string.Concat(parts.Where(part => part.Kind != NamePartKind.Nature).Select(Text));
        var sorted = string.Join('+', parts.Select(Text).Order(StringComparer.Ordinal));
        return
        [
            new(NameKeyKind.Clean, clean),
            .. Sounds(clean).Select(sound => new NameKey(NameKeyKind.Sound, sound)),
            .. bare.Length > 1 ? [new NameKey(NameKeyKind.WithoutNature, bare)] : Array.Empty<NameKey>(),
            .. parts.Count > 1 ? [new NameKey(NameKeyKind.Parts, sorted)] : Array.Empty<NameKey>(),
        ];

        string Text(Token part) => clean.Substring(part.Start, part.Length);
    }

    private static void PartsAt(string name, int start, List<Token> found, NameLexicon lexicon)
    {
        foreach (var word in RegionLexicon.National.At(name, start))
        {
            if (word.End - start > 1)
            {
                found.Add(new Token(NamePartKind.Region, start, word.End - start));
            }
        }

        foreach (var word in lexicon.At(name, start))
        {
            var isNature = lexicon.Meanings(word.Word).All(meaning => meaning.Kind == NamePartKind.Nature);
            if (!isNature || word.End - start > 1 || (word.End == name.Length && start > 0))
            {
                found.Add(new Token(
                    isNature ? NamePartKind.Nature : NamePartKind.Department, start, word.End - start));
            }
        }
    }

    /// <summary>Of a character with several readings each counts, as far as that makes no more than four keys.</summary>
    private static List<string> Sounds(string clean)
    {
        var sounds = new List<StringBuilder> { new() };
        foreach (var rune in clean.EnumerateRunes())
        {
            var readings = Syllables.Of(rune);
            var count = readings.IsEmpty || sounds.Count * readings.Length > MostReadings
                ? Math.Min(1, readings.Length) : readings.Length;
            var longer = new List<StringBuilder>();
            foreach (var sound in sounds)
            {
                for (var i = 0; i < Math.Max(1, count); i++)
                {
                    var next = i == Math.Max(1, count) - 1 ? sound : new StringBuilder().Append(sound);
                    longer.Add(next.Append(count == 0 ? rune.ToString() : readings[i]).Append(' '));
                }
            }

            sounds = longer;
        }

        return sounds.ConvertAll(sound => sound.ToString().TrimEnd());
    }
}
