using Guanwei.Han;

namespace Guanwei.Rules.Naming;

/// <summary>Words that nobody, or nobody but their owner, may use.</summary>
internal static class WordReasons
{
    private static readonly string[] Forbidden =
    [
        "name.protected-words", "name.military-words", "name.emblem-words", "name.sovereignty-words",
        "name.indecent-words", "name.absolute-words", "name.state-leaders",
    ];

    public static void Into(Inquiry inquiry, NameUnderCheck name)
    {
        foreach (var key in Forbidden)
        {
            Words(inquiry, name, inquiry.Ask(key), inquiry.Ask(key));
        }

        CentralOrgans(inquiry, name);
        Platform(inquiry, name);
        Words(inquiry, name, inquiry.Ask("name.campaign-words"), inquiry.Ask("name.campaign"));
        Expired(inquiry, name);
    }

    private static void Words(Inquiry inquiry, NameUnderCheck name, Answer words, Answer rule)
    {
        foreach (var word in name.Outside(WordList.Of(words)))
        {
            inquiry.Raise(rule, NameCheck.Here, null, Argument.Text("word", word));
        }
    }

    private static void CentralOrgans(Inquiry inquiry, NameUnderCheck name)
    {
        var organs = inquiry.Ask("name.central-organs");
        var followers = inquiry.Ask("name.central-followers").Set;
        var named = WordList.Of(organs, "short", "name")
            .Where(organ => NameUnderCheck.Places(name.Clean, organ)
                .Any(start => !followers.Any(f => name.Clean.AsSpan(start + organ.Length).StartsWith(f))));
        foreach (var organ in name.Outside(named))
        {
            inquiry.Raise(organs, NameCheck.Here, null, Argument.Text("organ", organ));
        }
    }

    /// <summary>微信 is excused as the last word after region and department; in front of it nothing of the platform is.</summary>
    private static void Platform(Inquiry inquiry, NameUnderCheck name)
    {
        var words = inquiry.Ask("name.platform-words");
        var isSuffix = name.PlatformSuffix.Length > 0 && name.RegionNamed && name.DepartmentNamed;
        var end = name.Clean.Length - (isSuffix ? name.PlatformSuffix.Length : 0);
        var found = name.Outside(WordList.Of(words).Where(word => NameUnderCheck.Places(name.Clean, word)
            .Any(start => start + word.Length <= end)));
        foreach (var word in found)
        {
            inquiry.Raise(words, NameCheck.Here, null, Argument.Text("word", word));
        }

        if (isSuffix && found.Count == 0)
        {
            inquiry.Raise(inquiry.Ask("name.platform-suffixes"), NameCheck.Here, null,
                Argument.Text("word", name.PlatformSuffix));
        }
    }

    private static void Expired(Inquiry inquiry, NameUnderCheck name)
    {
        var matters = inquiry.Ask("name.expired-matters");
        var over = matters.Table
            .Where(row => IsoDay.TryRead(row["last"], out var last) && last < inquiry.Day).Select(row => Folding.Clean(row["matter"]));
        foreach (var matter in name.Outside(over.Concat(PastYears(name.Clean, inquiry.Day.Year))))
        {
            inquiry.Raise(matters, NameCheck.Here, null, Argument.Text("matter", matter));
        }
    }

    /// <summary>Four digits that are a year of this or the last century before the present one: 2019 in 2019创文.</summary>
    private static IEnumerable<string> PastYears(string name, int year)
    {
        for (var start = 0; start + 4 <= name.Length; start++)
        {
            var digits = name.AsSpan(start, 4);
            var isWhole = !IsDigit(name, start - 1) && !IsDigit(name, start + 4);
            if (isWhole && int.TryParse(digits, out var number) && number >= 1949 && number < year
                && char.IsAsciiDigit(digits[0]))
            {
                yield return digits.ToString();
            }
        }
    }

    private static bool IsDigit(string text, int place) =>
        place >= 0 && place < text.Length && char.IsAsciiDigit(text[place]);
}
