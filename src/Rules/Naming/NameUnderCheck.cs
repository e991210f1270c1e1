using Guanwei.Han;

namespace Guanwei.Rules.Naming;

/// <summary>A name with all that the checks look at: as typed, clean, and read into parts.</summary>
internal sealed class NameUnderCheck
{
    private readonly bool[] watched;

    public NameUnderCheck(string text, Applicant applicant, NameLexicon lexicon, Inquiry inquiry)
    {
        Text = text;
        Clean = Folding.Clean(text);
        Applicant = applicant;
        PlatformSuffix = WordList.Of(inquiry.Ask("name.platform-suffixes")).FirstOrDefault(suffix =>
            Clean.Length > suffix.Length && Clean.EndsWith(suffix, StringComparison.Ordinal)) ?? "";
        var readable = Clean[..^PlatformSuffix.Length];
        Parts = new NameReader(lexicon, applicant, inquiry).Read(readable);
        watched = new bool[Clean.Length];
        OwnPlaces = [.. applicant.Own.SelectMany(name =>
            Places(Clean, name.Text).Select(start => (start, start + name.Text.Length))),
            .. Parts.Where(part => part is { Kind: NamePartKind.Region, Standing: Standing.Own, Length: > 2 }).Select(part => (part.Start, part.End))];
        RegionNamed = !applicant.Regions.IsNeeded || Parts.Exists(part =>
            part.Kind == NamePartKind.Region || part is { Kind: NamePartKind.OwnName, HasRegion: true });
        OwnRegionNamed = !applicant.Regions.IsNeeded || NameReader.HasOwnRegion(Parts);
        OwnDepartmentNamed = Parts.Exists(part => part.Kind == NamePartKind.OwnName
            || part is { Kind: NamePartKind.Department, Standing: Standing.Own or Standing.Below }
            || IsOwnHotline(part)
            || (applicant.SpeaksForGovernment && part.Kind is NamePartKind.Government or NamePartKind.Nature
                && (applicant.Regions.IsNeeded || Parts.Exists(other => other.Kind is not NamePartKind.Nature))));
        DepartmentNamed = OwnDepartmentNamed || Parts.Exists(part => part.Kind == NamePartKind.Department);
    }

    /// <summary>As typed.</summary>
    public string Text { get; }

    /// <summary>The clean form, on which words are looked for.</summary>
    public string Clean { get; }

    public Applicant Applicant { get; }

    public List<Token> Parts { get; }

    /// <summary>A word of the platform at the end that may be excused; empty if there is none.</summary>
    public string PlatformSuffix { get; }

    /// <summary>Some region is named, or none is needed.</summary>
    public bool RegionNamed { get; }

    public bool OwnRegionNamed { get; }

    /// <summary>Some department is named, the applicant's or another's.</summary>
    public bool DepartmentNamed { get; }

    public bool OwnDepartmentNamed { get; }

    private List<(int Start, int End)> OwnPlaces { get; }

    /// <summary>What is left over of the name, without the words that have a reason of their own.</summary>
    public string Rest => string.Concat(Parts.Where(part => part.Kind == NamePartKind.Rest)
        .SelectMany(part => Enumerable.Range(part.Start, part.Length)).Where(place => !watched[place])
        .Select(place => Clean[place]));

    /// <summary>True if the place belongs to nothing that is known.</summary>
    public bool IsRest(int place) =>
        Parts.Exists(part => part.Kind == NamePartKind.Rest && part.Start <= place && place < part.End);

    /// <summary>12345 of 昆山市12345便民服务中心: a number by which the agency itself is called.</summary>
    public bool IsOwnHotline(Token part) => part is { Kind: NamePartKind.Nature, Systems.IsEmpty: false }
        && Applicant.Department.Contains(TextOf(part), StringComparison.Ordinal);

    public string TextOf(Token part) => Clean.Substring(part.Start, part.Length);

    /// <summary>True if all of it lies in one occurrence of an own name.</summary>
    public bool IsOwn(int start, int end) => OwnPlaces.Exists(place => place.Start <= start && end <= place.End);

    /// <summary>
    /// True for a word that nobody wrote: its first half ends one's own region and its second begins one's own
    /// department (吴中国税, 玄武警方). Both must be more than that half.
    /// </summary>
    private bool IsChance(int start, int end)
    {
        var at = Parts.FindIndex(part => part.Start < start && start < part.End);
        return at >= 0 && at + 1 < Parts.Count
            && Parts[at] is { Kind: NamePartKind.Region, Standing: Standing.Own } region && region.End < end
            && Parts[at + 1] is { Kind: NamePartKind.Department or NamePartKind.OwnName, Standing: Standing.Own } department
            && end < department.End;
    }

    /// <summary>Of the clean words those that stand outside own names; a word inside a longer one found does not count.</summary>
    public List<string> Outside(IEnumerable<string> words)
    {
        var found = new List<(string Word, int Start)>();
        foreach (var word in words)
        {
            foreach (var start in Places(Clean, word))
            {
                if (!IsOwn(start, start + word.Length) && !IsChance(start, start + word.Length))
                {
                    found.Add((word, start));
                }
            }
        }

        foreach (var (word, start) in found)
        {
            watched.AsSpan(start, word.Length).Fill(true);
        }

        return
        [
            .. found.Where(one => !found.Exists(other => other.Word.Length > one.Word.Length
                    && other.Start <= one.Start && one.Start + one.Word.Length <= other.Start + other.Word.Length))
                .Select(one => one.Word).Distinct(),
        ];
    }

    /// <summary>Where a word begins in a text, everywhere.</summary>
    public static IEnumerable<int> Places(string text, string word) =>
        word.Length == 0 || !text.Contains(word, StringComparison.Ordinal) ? [] : PlacesOf(text, word);

    private static IEnumerable<int> PlacesOf(string text, string word)
    {
        for (var start = text.IndexOf(word, StringComparison.Ordinal); start >= 0;
            start = text.IndexOf(word, start + 1, StringComparison.Ordinal))
        {
            yield return start;
        }
    }
}
