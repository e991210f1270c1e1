using System.Collections.Immutable;
using Guanwei.Rules.Documents;
using Guanwei.Rules.Eligibility;
using Guanwei.Rules.Naming;
using Guanwei.Rules.Regions;
using Guanwei.Rules.Rights;

namespace Guanwei.Rules.Trial;

/// <summary>
/// An application as good as a book lets it be: every document asked for, people of an establishment that is allowed, a
/// name that the check itself proposes. What still stands against it, no applicant of its kind can mend.
/// </summary>
internal static class Sample
{
    private const long UsualBytes = 300_000;

    private static readonly ImmutableDictionary<AgencyKind, string> Bodies = new Dictionary<AgencyKind, string>
    {
        [AgencyKind.Administrative] = "民政局",
        [AgencyKind.PublicInstitution] = "图书馆",
        [AgencyKind.MassOrganisation] = "总工会",
        [AgencyKind.SocialOrganisation] = "志愿者协会",
        [AgencyKind.Company] = "公共交通有限公司",
    }.ToImmutableDictionary();

    /// <summary>The applicants a row reaches: one of each level and kind, each in a region of its level inside the row's.</summary>
    public static IEnumerable<Scope> Reached(RuleScope scope, DateOnly day) =>
        from level in scope.Levels.IsEmpty ? Enum.GetValues<AgencyLevel>() : [.. scope.Levels]
        let region = RegionOf(level, scope.Region, day)
        where region is not null
        from kind in scope.Kinds.IsEmpty ? Enum.GetValues<AgencyKind>() : [.. scope.Kinds]
        from type in scope.AccountTypes.IsEmpty ? Enum.GetValues<AccountType>() : [.. scope.AccountTypes]
        select new Scope(level, kind, type, region, scope.Component);

    /// <summary>The application of one of them under a book.</summary>
    public static ApplicationFacts Of(Scope scope, RuleBook book, DateOnly day, Profile profile)
    {
        var (level, kind, region) = (scope.Level!.Value, scope.Kind!.Value, scope.Region!);
        var full = (Gazetteer.Find(region, day)?.Name ?? "") + Bodies[kind];
        var applicant = new NameApplicant(full, level, kind, region);
        return new ApplicationFacts(
            new AgencyFacts(full, null, level, kind, region),
            new PurposeFacts("辖区居民", "政策、办事、公示", "每周三次", "办公室", scope.AccountType),
            new NameFacts(NameOf(applicant, book, day, profile), applicant),
            StaffOf(scope, book, day, profile),
            [.. DocumentsOf(scope, book, day, profile)],
            ExistingAccounts: 0,
            new FirstReplies(Reply.No, Reply.No));
    }

    /// <summary>Null where no agency of the level lies in the region; the region itself where the table knows none inside.</summary>
    private static string? RegionOf(AgencyLevel level, string? region, DateOnly day)
    {
        if (level is AgencyLevel.Ministry or AgencyLevel.HkMacao || region is null)
        {
            return region is null ? Fallback(level) : null;
        }
        var depth = Depth(region);
        var wanted = level switch { AgencyLevel.Provincial => 1, AgencyLevel.Prefecture => 2, _ => 3 };
        return wanted < depth ? null
            : wanted == depth ? region
            : Gazetteer.Names.Select(name => name.Code).Where(code => Depth(code) == wanted && RegionCode.Contains(region, code)
                && Gazetteer.Find(code, day) is not null).Order(StringComparer.Ordinal).FirstOrDefault() ?? region;
    }

    private static string Fallback(AgencyLevel level) => level switch
    {
        AgencyLevel.Ministry => RegionCode.Central,
        AgencyLevel.HkMacao => "820000",
        AgencyLevel.Provincial => "420000",
        AgencyLevel.Prefecture => "421100",
        _ => "421122",
    };

    private static int Depth(string code) => code.EndsWith("0000", StringComparison.Ordinal) ? 1
        : code.EndsWith("00", StringComparison.Ordinal) ? 2 : 3;

    private static string NameOf(NameApplicant applicant, RuleBook book, DateOnly day, Profile profile) =>
        NameCheck.Judge(new NameFacts(applicant.Name, applicant), book, day, profile)
            is { Decision.Outcome: Outcome.Refused, Suggestions: [var proposed, ..] } ? proposed : applicant.Name!;

    private static StaffFacts StaffOf(Scope scope, RuleBook book, DateOnly day, Profile profile)
    {
        var allowed = book.Resolve("staff.supers.establishments", scope, day, profile).Set;
        var establishment = Enum.GetValues<Establishment>().Cast<Establishment?>()
            .FirstOrDefault(one => allowed.Contains(Slug.Of(one!.Value))) ?? Establishment.CivilServant;
        return new StaffFacts(Person("a"), Person("b"), Person("c"));

        StaffMember Person(string key) => new(key, establishment, $"{key}@example.gov.cn", EmailState.Verified);
    }

    private static IEnumerable<DocumentFacts> DocumentsOf(Scope scope, RuleBook book, DateOnly day, Profile profile) =>
        from requirement in RequiredDocuments.For(scope, false, book, day, profile)
        let kind = requirement.AnyOf[0]
        let media = new[] { MediaKind.Jpeg, MediaKind.Png, MediaKind.Pdf }
            .Select(media => new DocumentFacts(kind, media, UsualBytes, Slug.Of(kind), 1, Legibility.Readable)).ToList()
        select media.Find(file => DocumentCheck.CheckFile(file, scope, book, day, profile).Outcome != Outcome.Refused) ?? media[0];
}
