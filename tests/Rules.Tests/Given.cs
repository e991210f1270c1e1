using Guanwei.Rules.Documents;
using Guanwei.Rules.Eligibility;
using Guanwei.Rules.Naming;
using Guanwei.Rules.Rights;
using Guanwei.Rules.WorkingDays;

namespace Guanwei.Rules.Tests;

/// <summary>Facts to start from: an application of a county organ that nothing stands against.</summary>
internal static class Given
{
    public static readonly RuleBook Book = RuleBook.National;
    public static readonly DateOnly Today = new(2026, 11, 23);

    public static AgencyFacts County { get; } = new(
        "样例县民政局", "11441700007280420Y", AgencyLevel.County, AgencyKind.Administrative, "441721");

    public static NameApplicant Asking(AgencyFacts agency) =>
        new(agency.Name, agency.Level, agency.Kind, agency.RegionCode);

    public static StaffMember CivilServant(string key) =>
        new(key, Establishment.CivilServant, $"{key}@example.gov.cn", EmailState.Verified);

    public static DocumentFacts Document(DocumentKind kind, string sha256) =>
        new(kind, MediaKind.Jpeg, 300_000, sha256, 1, Legibility.Readable);

    public static IReadOnlyList<DocumentFacts> Documents(params DocumentKind[] kinds) =>
        [.. kinds.Select(kind => Document(kind, kind.ToString()))];

    public static ApplicationFacts Application { get; } = new(
        County,
        new PurposeFacts("县内居民", "政策、办事、公示", "每周三次", "办公室", AccountType.Service),
        new NameFacts("样例民政", Asking(County)),
        new StaffFacts(CivilServant("a"), CivilServant("b"), CivilServant("c")),
        Documents(
            DocumentKind.CreditCodeCertificate, DocumentKind.ApplicationForm, DocumentKind.IdCardFront,
            DocumentKind.IdCardBack, DocumentKind.EstablishmentApproval, DocumentKind.BankAccountPermit),
        ExistingAccounts: 0);

    public static Decision Preflight(ApplicationFacts facts, Profile profile = Profile.Guide) =>
        Eligibility.Preflight.Check(facts, Book, Today, profile, WorkingDayCalendar.National);
}
