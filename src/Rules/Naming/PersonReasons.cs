using System.Collections.Immutable;

namespace Guanwei.Rules.Naming;

/// <summary>A name of a person, an official's title, a unit inside the agency.</summary>
internal static class PersonReasons
{
    private static readonly string[] Familiar = ["小", "老"];

    public static void Into(Inquiry inquiry, NameUnderCheck name)
    {
        var surnames = inquiry.Ask("name.surnames").Set;
        var titles = name.Parts.Where(part => part.Kind == NamePartKind.Title).ToList();
        var person = titles.Select(title => BeforeTitle(name, title, surnames)).FirstOrDefault(p => p.Length > 0)
            ?? WithGivenName(inquiry, name, surnames)
            ?? FamiliarName(inquiry, name, surnames);
        if (person is not null)
        {
            inquiry.Raise(inquiry.Ask("name.persons"), NameCheck.Here, null, Argument.Text("person", person));
            return;
        }

        foreach (var title in titles.Where(t => t.Leader && !name.IsOwn(t.Start, t.End)).Select(name.TextOf).Distinct())
        {
            inquiry.Raise(inquiry.Ask("name.titles"), NameCheck.Here, null, Argument.Text("word", title));
        }
    }

    /// <summary>Surname and up to two characters, right before an official's title: 张三局长.</summary>
    private static string BeforeTitle(NameUnderCheck name, Token title, ImmutableSortedSet<string> surnames) =>
        PersonBefore(name, title.Start, surnames.Contains, given: 0) is { Length: > 0 } person
            ? person + name.TextOf(title) : "";

    /// <summary>Surname and given name before 说, 日记, 工作室. Surnames that are everyday words do not count here.</summary>
    private static string? WithGivenName(Inquiry inquiry, NameUnderCheck name, ImmutableSortedSet<string> surnames)
    {
        var everyday = inquiry.Ask("name.surnames.everyday").Set;
        foreach (var ending in inquiry.Ask("name.person-endings").Set)
        {
            foreach (var start in NameUnderCheck.Places(name.Clean, ending).Where(start => !name.IsOwn(start, start + ending.Length)))
            {
                if (PersonBefore(name, start, text => surnames.Contains(text) && !everyday.Contains(text), given: 1) is { Length: > 0 } person)
                {
                    return person + ending;
                }
            }
        }

        return null;
    }

    private static string PersonBefore(NameUnderCheck name, int end, Predicate<string> isSurname, int given)
    {
        for (var start = end - 1; start >= Math.Max(0, end - 4) && name.IsRest(start) && !name.IsOwn(start, end); start--)
        {
            var text = name.Clean[start..end];
            var length = text.Length > 2 && isSurname(text[..2]) ? 2 : isSurname(text[..1]) ? 1 : 0;
            if (length > 0 && text.Length - length >= given && text.Length - length <= 2)
            {
                return text;
            }
        }

        return "";
    }

    /// <summary>小李, 老赵, where neither character belongs to anything else and the two are no everyday word.</summary>
    private static string? FamiliarName(Inquiry inquiry, NameUnderCheck name, ImmutableSortedSet<string> surnames)
    {
        var exceptions = inquiry.Ask("name.person-exceptions").Set;
        return Familiar.SelectMany(word => NameUnderCheck.Places(name.Clean, word))
            .Where(start => start + 1 < name.Clean.Length && name.IsRest(start) && name.IsRest(start + 1)
                && !name.IsOwn(start, start + 2))
            .Select(start => name.Clean.Substring(start, 2))
            .FirstOrDefault(text => surnames.Contains(text[1..]) && !exceptions.Contains(text));
    }
}
