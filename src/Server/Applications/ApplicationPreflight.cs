using Guanwei.Rules;
using Guanwei.Rules.Codes;
using Guanwei.Rules.Eligibility;
using Guanwei.Rules.Naming;
using Guanwei.Rules.Rights;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Applications;

/// <summary>Everything that would be refused if an application were submitted now.</summary>
/// <param name="Facts">What was looked at.</param>
/// <param name="Decision">What the rules say.</param>
/// <param name="Own">What stands in the way by the platform's own order, such as no agency above that could
/// decide.</param>
public sealed record ApplicationPreflight(ApplicationFacts Facts, Decision Decision, IReadOnlyList<Reason> Own)
{
    public IEnumerable<Reason> Reasons => [.. Own, .. Decision.Reasons];

    public IEnumerable<Reason> Blocking => Reasons.Where(reason => reason.Severity == Severity.Block);

    /// <summary>
    /// Reads the application with its rows and asks the rules, as the page, the submission and the queue do.
    /// </summary>
    public static async Task<ApplicationPreflight> Of(
        PlatformDb db, InForce inForce, OpeningApplication application, DateOnly today, CancellationToken cancel)
    {
        var agency = await db.Set<Agency>().AsNoTracking().SingleAsync(x => x.Id == application.AgencyId, cancel);
        // Untracked would miss what the running action has changed but not saved.
        var staff = await db.Set<StaffEntry>().Where(x => x.ObjectId == application.ObjectId).ToListAsync(cancel);
        var documents = await db.Set<ApplicationDocument>()
            .Where(x => x.ObjectId == application.ObjectId && x.RemovedAt == null).OrderBy(x => x.Kind).ToListAsync(cancel);
        var others = await db.Set<NameReservation>()
            .CountAsync(x => x.HolderId == agency.Id && x.ObjectId != application.ObjectId, cancel);
        var name = NameOf(agency, application.Name);
        var taken = await NameReservation.Near(db, inForce, name, application.ObjectId, agency.Id, today, cancel);
        var facts = new ApplicationFacts(
            new AgencyFacts(
                agency.Name, application.CreditCode, agency.Level, agency.Kind, agency.RegionCode, application.BranchOf,
                new LetterFacts(application.LetterNumber, application.LetterDate)),
            new PurposeFacts(
                application.Audience, application.Columns, application.Frequency, application.AnsweredBy, application.AccountType),
            name with { Taken = taken },
            new StaffFacts(Member(staff, StaffRole.A), Member(staff, StaffRole.B), Member(staff, StaffRole.Operator)),
            [.. documents.Select(document => document.Facts)],
            others,
            application.First);
        var decision = Preflight.Check(facts, inForce.Rules, today, inForce.Profile, inForce.Calendar);
        return new ApplicationPreflight(facts, decision, [.. OwnReasons(agency, application, staff)]);
    }

    /// <summary>A name that the agency asks for, without the names there are.</summary>
    public static NameFacts NameOf(Agency agency, string? name) =>
        new(name, new NameApplicant(agency.Name, agency.Level, agency.Kind, agency.RegionCode));

    private static StaffMember? Member(List<StaffEntry> staff, StaffRole role) =>
        staff.Find(x => x.Role == role) is { } entry
            ? new StaffMember(
                entry.Email ?? entry.Name, entry.Establishment, entry.Email,
                entry.EmailVerifiedAt is null ? EmailState.Unverified : EmailState.Verified)
            : null;

    private static IEnumerable<Reason> OwnReasons(Agency agency, OpeningApplication application, List<StaffEntry> staff)
    {
        if (agency.ParentId is null)
        {
            yield return Refusals.Because("NO_SUPERVISOR", new Place("agency"));
        }
        if (agency.ClosedAt is not null)
        {
            yield return Refusals.Because("APPLICANT_AGENCY_CLOSED", new Place("agency"));
        }
        if (agency.CreditCode is { } registered
            && CreditCode.Read(application.CreditCode, out var typed) == CreditCodeFault.None && typed.Text != registered)
        {
            yield return Refusals.Because("CREDIT_CODE_NOT_REGISTERED", new Place("agency", "credit-code"));
        }
        foreach (var entry in staff.Where(x => x.Role != StaffRole.Operator && IsElsewhere(agency, x.Email)))
        {
            yield return EmailElsewhere(agency, entry.Role);
        }
    }

    /// <summary>The address is not under the agency's own domain, where one is known.</summary>
    public static bool IsElsewhere(Agency agency, string? email) =>
        agency.MailDomain is { Length: > 0 } domain && email is { Length: > 0 }
        && !email.EndsWith("@" + domain, StringComparison.OrdinalIgnoreCase);

    public static Reason EmailElsewhere(Agency agency, StaffRole role) => Refusals.Because(
        "EMAIL_OTHER_DOMAIN", new Place("staff", $"{Slug.Of(role)}.email"),
        Argument.Term("role", "role", Slug.Of(role)), Argument.Text("domain", agency.MailDomain!));
}
