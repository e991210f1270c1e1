using System.Collections.Immutable;
using Guanwei.Han;
using Guanwei.Rules.Regions;

namespace Guanwei.Rules.Naming;

/// <summary>One's own region, or one that it lies in.</summary>
/// <param name="Id">Its code, or its full name where no table has it.</param>
/// <param name="Full">Full name, clean.</param>
/// <param name="Short">Short name, clean.</param>
internal sealed record OwnRegion(string Id, string Full, string Short);

/// <summary>Where the applicant stands: its own region, those above, and where its full name goes on after them.</summary>
internal sealed class ApplicantRegions
{
    private static readonly string[] PartEndings = ["街道", "省", "市", "区", "县", "旗", "镇", "乡"];
    private static readonly string[] SpecialRegions = ["810000", "820000"];

    private static readonly string[] ZoneEndings =
    [
        "高新技术产业开发区", "经济技术开发区", "经济开发区", "旅游度假区", "工业园区", "管理区", "示范区", "试验区", "开发区", "高新区",
        "保税区", "风景区", "园区", "新区",
    ];

    private static readonly string[] NoPart = ["社区", "城市", "小区", "城区", "城镇", "校区", "市区", "地区"];

    private readonly HashSet<string> own = new(StringComparer.Ordinal);
    private readonly HashSet<string> above = new(StringComparer.Ordinal);

    private ApplicantRegions(NameApplicant applicant, string fullName, int start, NameLexicon lexicon, DateOnly day)
    {
        IsNeeded = applicant.Level != AgencyLevel.Ministry;
        var code = IsNeeded ? Cut(applicant.RegionCode, applicant.Level) : null;
        List<Region> lineage = code is null ? [] : [.. Gazetteer.Lineage(code, day)];
        var known = FullNames(fullName, start, lexicon, day);
        if (lineage.Count > 0 && lineage[0].Code == code)
        {
            Take(lineage[0], [.. lineage.Skip(1)]);
        }
        else if (IsNeeded && known.Count > 0 && Gazetteer.Lineage(known[^1], day) is [var found, ..] named)
        {
            Take(found, [.. named.Skip(1)]);
        }

        // Of a code that the table does not have yet the regions around it are known, but they are not one's own.
        above.UnionWith(lineage.Select(region => region.Code).Except(own));

        foreach (var city in SpecialRegions.Where(_ => applicant.Level == AgencyLevel.HkMacao && Listed is null))
        {
            if (Gazetteer.Find(city, day) is { } special && fullName.Contains(special.ShortName, StringComparison.Ordinal))
            {
                Take(special, []);
            }
        }

        // Tables end at counties: a township is filed under its county's code, and the county is not its own.
        if (applicant.Level == AgencyLevel.Township && Unlisted.Count > 0 && Listed is { } county)
        {
            own.Remove(county.Id);
            above.Add(county.Id);
            Listed = null;
        }

        ShortAtStart(fullName, start, End);
        if (lineage.Count > 0)
        {
            ForeignAtStart(fullName, start, End, lexicon);
        }
    }

    /// <summary>False for central organs.</summary>
    public bool IsNeeded { get; }

    /// <summary>One's own region in the table of regions; empty if it is not there.</summary>
    public OwnRegion? Listed { get; private set; }

    /// <summary>Regions of one's own that no table has.</summary>
    public List<OwnRegion> Unlisted { get; } = [];

    /// <summary>The regions in the full name, where they stand, and how they stand to the applicant.</summary>
    public List<(int Start, int Length, ImmutableArray<string> Codes)> InFullName { get; } = [];

    /// <summary>Where the full name goes on after its regions.</summary>
    public int End { get; private set; }

    /// <summary>The region by which the applicant is best known.</summary>
    public OwnRegion? Best => Unlisted.LastOrDefault() ?? Listed;

    public static ApplicantRegions Of(
        NameApplicant applicant, string fullName, int start, NameLexicon lexicon, DateOnly day) =>
        new(applicant, fullName, start, lexicon, day);

    /// <summary>How a region stands to the applicant.</summary>
    public Standing StandingOf(ImmutableArray<RegionName> meanings, out string code)
    {
        var mine = meanings.FirstOrDefault(name => own.Contains(name.Code))
            ?? meanings.FirstOrDefault(name => above.Contains(name.Code));
        code = (mine ?? meanings[0]).Code;
        return mine is not null ? (own.Contains(code) ? Standing.Own : Standing.Above)
            : meanings.Any(name => name.Kind == RegionNameKind.Full && name.Text.Length > 2) ? Standing.Foreign
            : Standing.ForeignShort;
    }

    /// <summary>How a region of the full name stands to the applicant.</summary>
    public Standing StandingOf(ImmutableArray<string> codes) =>
        codes.IsEmpty || codes.Any(own.Contains) ? Standing.Own
        : codes.Any(above.Contains) ? Standing.Above
        : Standing.Foreign;

    private void Take(Region region, ImmutableArray<Region> higher)
    {
        own.Add(region.Code);
        above.UnionWith(higher.Select(h => h.Code));
        Listed = new OwnRegion(region.Code, Folding.Clean(region.Name), Folding.Clean(region.ShortName));
    }

    /// <summary>Provincial bodies belong to their province, prefectural ones to their prefecture.</summary>
    private static string? Cut(string? code, AgencyLevel level) =>
        code is null or RegionCode.Central || !RegionCode.IsWellFormed(code) ? null
        : level == AgencyLevel.Provincial ? code[..2] + "0000"
        : level == AgencyLevel.Prefecture ? code[..4] + "00"
        : code;

    /// <summary>Reads the regions at the beginning: those of the table, inside one another, and others by their ending.</summary>
    private List<string> FullNames(string name, int start, NameLexicon lexicon, DateOnly day)
    {
        var known = new List<string>();
        End = start;
        while (End < name.Length)
        {
            if (LongestFull(name, End) is var (length, codes) && length > 0)
            {
                var inside = known.Count == 0 ? codes
                    : [.. codes.Where(code => Gazetteer.Lineage(code, day).Any(region => region.Code == known[^1]))];
                known.Add((inside.IsEmpty ? codes : inside)[0]);
                InFullName.Add((End, length, inside.IsEmpty ? codes : inside));
                End += length;
            }
            else if (UnlistedAt(name, End, lexicon) is var part && part > 0)
            {
                if (ShortBeforeZone(name.Substring(End, part)) is var (city, code) && city > 0)
                {
                    known.Add(code);
                    InFullName.Add((End, city, [code]));
                    (End, part) = (End + city, part - city);
                }

                var text = name.Substring(End, part);
                Unlisted.Add(new OwnRegion(text, text, WithoutEnding(text)));
                InFullName.Add((End, part, []));
                End += part;
            }
            else
            {
                break;
            }
        }

        return known;
    }

    /// <summary>An organ such as 南京海关 has its region's short name in front.</summary>
    private void ShortAtStart(string name, int start, int end)
    {
        if (end != start)
        {
            return;
        }

        foreach (var found in RegionLexicon.National.At(name, start))
        {
            var meanings = RegionLexicon.National.Meanings(found.Word);
            var standing = StandingOf(meanings, out var code);
            if (standing is Standing.Own or Standing.Above && found.End < name.Length)
            {
                InFullName.Clear();
                InFullName.Add((start, found.End - start, [code]));
                End = found.End;
            }
        }
    }

    /// <summary>
    /// The full name says 上海 before the department and the code says Hainan: one of both is wrong, and the code counts.
    /// </summary>
    private void ForeignAtStart(string name, int start, int end, NameLexicon lexicon)
    {
        if (end != start || InFullName.Count > 0)
        {
            return;
        }

        foreach (var found in RegionLexicon.National.At(name, start))
        {
            var meanings = RegionLexicon.National.Meanings(found.Word);
            if (found.End - start > 1 && StandingOf(meanings, out _) is Standing.Foreign or Standing.ForeignShort
                && IsDepartmentAt(name, found.End, lexicon) && !IsDepartmentAt(name, start, lexicon))
            {
                InFullName.Add((start, found.End - start, [.. meanings.Select(meaning => meaning.Code)]));
                End = found.End;
                return;
            }
        }
    }

    private static bool IsDepartmentAt(string name, int start, NameLexicon lexicon)
    {
        foreach (var word in lexicon.At(name, start))
        {
            if (lexicon.Meanings(word.Word).Any(meaning => meaning is { Kind: NamePartKind.Department, IsTheme: false }))
            {
                return true;
            }
        }

        return false;
    }

    private static (int Length, ImmutableArray<string> Codes) LongestFull(string name, int start)
    {
        var longest = (Length: 0, Codes: ImmutableArray<string>.Empty);
        foreach (var found in RegionLexicon.National.At(name, start))
        {
            var full = RegionLexicon.National.Meanings(found.Word).Where(m => m.Kind == RegionNameKind.Full)
                .Select(m => m.Code).ToImmutableArray();
            longest = full.IsEmpty || found.End == name.Length ? longest : (found.End - start, full);
        }

        return longest;
    }

    private static int UnlistedAt(string name, int start, NameLexicon lexicon)
    {
        foreach (var word in lexicon.At(name, start))
        {
            if (lexicon.Meanings(word.Word).Any(m =>
                m.Kind == NamePartKind.Department && (!m.IsTheme || word.End - start > 2)))
            {
                return 0;
            }
        }

        for (var length = 2; length <= 10 && start + length < name.Length; length++)
        {
            var part = name.AsSpan(start, length);
            if (Ending(part) > 0 && part.Length > Ending(part))
            {
                return IsNoPart(part) ? 0 : length;
            }
        }

        return 0;
    }

    private static bool IsNoPart(ReadOnlySpan<char> part)
    {
        foreach (var word in NoPart)
        {
            if (part.EndsWith(word))
            {
                return true;
            }
        }

        return false;
    }

    private static int Ending(ReadOnlySpan<char> part)
    {
        foreach (var ending in PartEndings)
        {
            if (part.EndsWith(ending))
            {
                return ending.Length;
            }
        }

        return 0;
    }

    /// <summary>连云港 in 连云港徐圩新区.</summary>
    private static (int Length, string Code) ShortBeforeZone(string part)
    {
        var city = (Length: 0, Code: "");
        foreach (var found in RegionLexicon.National.At(part, 0))
        {
            var zone = part[found.End..];
            if (zone.Length > 3 && Array.Exists(ZoneEndings, ending => zone.EndsWith(ending, StringComparison.Ordinal)))
            {
                city = (found.End, RegionLexicon.National.Meanings(found.Word)[0].Code);
            }
        }

        return city;
    }

    private static string WithoutEnding(string part) =>
        Array.Find(ZoneEndings, e => part.Length > e.Length + 1 && part.EndsWith(e, StringComparison.Ordinal)) is { } zone
            ? part[..^zone.Length]
        : part.Length - Ending(part) > 1 ? part[..^Ending(part)]
        : part;
}
