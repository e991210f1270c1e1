using System.Collections.Immutable;
using Guanwei.Han;

namespace Guanwei.Rules.Naming;

/// <summary>The one who asks, as names are read for it: its regions, departments and own names.</summary>
internal sealed class Applicant
{
    private readonly NameLexicon lexicon;
    private readonly HashSet<string> direct = new(StringComparer.Ordinal);
    private readonly HashSet<string> superior = new(StringComparer.Ordinal);

    private Applicant(NameApplicant facts, Inquiry inquiry, NameLexicon lexicon)
    {
        this.lexicon = lexicon;
        FullName = Folding.Clean(facts.Name ?? "");
        var start = EndOfSuperior(inquiry);
        Regions = ApplicantRegions.Of(facts, FullName, start, lexicon, inquiry.Day);
        Department = FullName[Regions.End..];
        var parts = Reader.Read(Department, DepartmentsAt);
        Systems(parts);
        if (direct.Count == 0)
        {
            Systems(Reader.Read(FullName[..start], (at, found) => DepartmentsIn(FullName[..start], at, found)));
        }

        SpeaksForGovernment = inquiry.Ask("name.government-voices").Set.Any(IsVoice);
        Core = WithoutOffices(parts);
        NamesItsDepartment = Core.Length > 1 || parts.Exists(part => part.Kind == NamePartKind.Government);
        CoreIsKnown = Core.Length > 1 && !Core.Contains('局', StringComparison.Ordinal)
            && Reader.Read(Core, (at, found) => DepartmentsIn(Core, at, found))
                .TrueForAll(part => part.Kind == NamePartKind.Department);
        Own = OwnNames.Of(
            [.. Pieces(start, parts)], (facts.ShortNames ?? []).Concat(OfficialShort(inquiry)).Select(Folding.Clean), Regions.IsNeeded);
    }

    /// <summary>Full name, clean.</summary>
    public string FullName { get; }

    public ApplicantRegions Regions { get; }

    /// <summary>What the full name says after its regions: 税务局, 人民政府办公室.</summary>
    public string Department { get; }

    /// <summary>The characters by which the department may be abbreviated.</summary>
    public string Core { get; }

    /// <summary>False where only an office is left behind the regions (分行 of 中国人民银行巴中市分行).</summary>
    public bool NamesItsDepartment { get; }

    /// <summary>True where <see cref="Core"/> consists of departments' words; 公安局交通管理 has an office within.</summary>
    public bool CoreIsKnown { get; }

    /// <summary>The government, its office, its press office and the like.</summary>
    public bool SpeaksForGovernment { get; }

    public ImmutableArray<OwnName> Own { get; }

    /// <summary>The applicant's own department systems, without those it is only a part of.</summary>
    public IEnumerable<DepartmentSystem> OwnSystems => direct.Select(lexicon.System).OfType<DepartmentSystem>();

    public static Applicant Of(NameApplicant facts, Inquiry inquiry, NameLexicon lexicon) =>
        new(facts, inquiry, lexicon);

    public bool IsOf(IEnumerable<string> systems) => systems.Any(direct.Contains);

    /// <summary>How a department that a name names stands to the applicant.</summary>
    public Standing StandingOf(ImmutableArray<string> systems) =>
        systems.Any(direct.Contains) ? Standing.Own
        : systems.Any(superior.Contains) ? Standing.Above
        : systems.Any(system => lexicon.System(system) is { } known && direct.Contains(known.Under)) ? Standing.Below
        : Standing.Foreign;

    /// <summary>How many characters from a place on abbreviate the department, in its order; fewer than two are none.</summary>
    public int AbbreviationAt(string name, int start)
    {
        var at = 0;
        var end = start;
        while (end < name.Length && Core.IndexOf(name[end], at) is var found && found >= 0)
        {
            (at, end) = (found + 1, end + 1);
        }

        return end - start;
    }

    /// <summary>The organ or party in front of the full name (国家税务总局张家港市税务局), when something follows it.</summary>
    private int EndOfSuperior(Inquiry inquiry)
    {
        var longest = 0;
        foreach (var name in inquiry.Ask("name.superiors").Set
            .Concat(inquiry.Ask("name.central-organs").Table.Select(row => row["name"])))
        {
            longest = name.Length > longest && name.Length < FullName.Length
                && FullName.StartsWith(name, StringComparison.Ordinal) ? name.Length : longest;
        }

        return longest;
    }

    /// <summary>How a central organ is known by its official short names (国家发展和改革委员会: 国家发改委).</summary>
    private IEnumerable<string> OfficialShort(Inquiry inquiry) => inquiry.Ask("name.central-organs").Table
        .Where(row => Folding.Clean(row["name"]) == FullName)
        .SelectMany(row => row["short"].Split('|', StringSplitOptions.RemoveEmptyEntries));

    private void Systems(List<Token> parts)
    {
        foreach (var system in parts.SelectMany(part => part.Systems))
        {
            direct.Add(system);
        }

        foreach (var under in direct.Select(lexicon.System).OfType<DepartmentSystem>().Select(s => s.Under).ToList())
        {
            if (under.Length > 0)
            {
                superior.Add(under);
                direct.Remove(under);
            }
        }
    }

    /// <summary>
    /// 国有资产监督管理委员会 ends like a 管理委员会, but it is also a department of its own; of 龙头铺街道办事处 the street
    /// has been read as the region.
    /// </summary>
    private bool IsVoice(string voice) =>
        FullName.EndsWith(voice, StringComparison.Ordinal)
        && (Department.EndsWith(voice, StringComparison.Ordinal) || voice.EndsWith(Department, StringComparison.Ordinal))
        && direct.IsSubsetOf(Reader.Read(voice, (at, found) => DepartmentsIn(voice, at, found)).SelectMany(p => p.Systems));

    /// <summary>公安局长安分局: one's own region may stand behind the department.</summary>
    private void DepartmentsAt(int start, List<Token> found)
    {
        DepartmentsIn(Department, start, found);
        foreach (var word in RegionLexicon.National.At(Department, start))
        {
            if (word.End - start > 1
                && Regions.StandingOf(RegionLexicon.National.Meanings(word.Word), out var code) == Standing.Own)
            {
                found.RemoveAll(part => part.IsTheme && part.WordEnd == word.End);
                found.Add(new Token(NamePartKind.Region, start, word.End - start, Standing.Own) { Region = code, Cost = -1 });
            }
        }
    }

    private void DepartmentsIn(string text, int start, List<Token> found)
    {
        foreach (var word in lexicon.At(text, start))
        {
            foreach (var meaning in lexicon.Meanings(word.Word))
            {
                if (meaning.Kind is NamePartKind.Department or NamePartKind.Government)
                {
                    var token = new Token(meaning.Kind, start, word.End - start)
                    {
                        Systems = meaning.Systems, IsTheme = meaning.IsTheme,
                    };
                    found.Add(token);
                    found.AddRange(WithOffice(lexicon, text, token));
                }
            }
        }
    }

    /// <summary>The same department with an organ's ending after it (民政: 民政局).</summary>
    public static IEnumerable<Token> WithOffice(NameLexicon lexicon, string text, Token department)
    {
        if (department.Kind == NamePartKind.Department)
        {
            foreach (var office in lexicon.OfficesAt(text, department.End))
            {
                yield return department with { Length = office.End - department.Start, WordEnd = department.End };
            }
        }
    }

    private string WithoutOffices(List<Token> parts)
    {
        var core = string.Concat(parts.Where(part => part.Kind is not (NamePartKind.Government or NamePartKind.Region))
            .Select(part => Department[part.Start..part.WordEnd]));
        var ending = 0;
        for (var start = Math.Max(0, core.Length - 10); start < core.Length && ending == 0; start++)
        {
            foreach (var office in lexicon.OfficesAt(core, start))
            {
                ending = office.End == core.Length ? core.Length - start : ending;
            }
        }

        return core[..^ending];
    }

    private IEnumerable<NamePiece> Pieces(int start, List<Token> parts)
    {
        if (start > 0)
        {
            yield return new NamePiece([FullName[..start]], null, MayBegin: true, IsSuperior: true);
        }

        foreach (var (at, length, codes) in Regions.InFullName)
        {
            var full = FullName.Substring(at, length);
            yield return new NamePiece([full, .. ShortOf(full, codes)], Regions.StandingOf(codes), MayBegin: true);
        }

        foreach (var part in parts)
        {
            var text = Department.Substring(part.Start, part.Length);
            yield return part.Kind == NamePartKind.Region
                ? new NamePiece([text, .. ShortOf(text, [part.Region])], Standing.Own, MayBegin: true)
                : new NamePiece(
                    [text, .. ShortForms(part)], null,
                    MayBegin: part.Start == 0 || part.Kind == NamePartKind.Department);
        }
    }

    private IEnumerable<string> ShortOf(string full, ImmutableArray<string> codes) => codes.IsEmpty
        ? Regions.Unlisted.Where(region => region.Full == full && region.Short != full).Select(region => region.Short)
        : codes.SelectMany(code => RegionLexicon.National.Of(code))
            .Where(name => name.Text.Length > 1 && name.Text != full).Select(name => name.Text).Distinct();

    private IEnumerable<string> ShortForms(Token part)
    {
        if (part.Kind == NamePartKind.Government)
        {
            return ["政府"];
        }

        var office = Department[part.WordEnd..part.End];
        return part.Systems.Select(lexicon.System).OfType<DepartmentSystem>().SelectMany(system => new[]
        {
            Folding.Clean(system.Short) + office, Folding.Clean(system.Short), Department[part.Start..part.WordEnd],
        });
    }
}
