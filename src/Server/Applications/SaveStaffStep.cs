using System.Net.Mail;
using System.Text.RegularExpressions;
using Guanwei.Rules;
using Guanwei.Rules.Rights;
using Guanwei.Server.Actions;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Applications;

/// <summary>Step 4: the two super administrators and the operator. A changed address has to be verified anew.</summary>
public static partial class SaveStaffStep
{
    public const string Verb = "application.save-staff";

    /// <param name="Mobile">Nothing keeps the number that is stored: it is never sent back to the page.</param>
    public sealed record Member(StaffRole Role, string? Name, Establishment? Establishment, string? Email, string? Mobile);

    public sealed record Request(ApplicationId Id, int Version, IReadOnlyList<Member> Members);

    public static async Task<Outcome<int>> Run(Act act, Request request, CancellationToken cancel)
    {
        var (application, refusal) = await Editing.Open(act, request.Id, request.Version, cancel);
        if (application is null)
        {
            return refusal!;
        }
        var reasons = Refusal.Of(request.Members.SelectMany(Faults));
        if (reasons.Reasons.Count > 0)
        {
            return reasons;
        }
        var stored = await act.Db.Set<StaffEntry>().Where(x => x.ObjectId == application.ObjectId).ToListAsync(cancel);
        foreach (var member in request.Members)
        {
            Save(act, application, stored.Find(x => x.Role == member.Role), member);
        }
        application.StaffSavedAt = act.Now;
        return application.Version;
    }

    private static void Save(Act act, OpeningApplication application, StaffEntry? entry, Member member)
    {
        if (Editing.Trimmed(member.Name) is not { } name)
        {
            if (entry is not null)
            {
                act.Db.Remove(entry);
            }
            return;
        }
        if (entry is null)
        {
            entry = new StaffEntry
            {
                AgencyId = application.AgencyId, ObjectId = application.ObjectId, Role = member.Role, Name = name,
                Establishment = member.Establishment!.Value,
            };
            act.Db.Add(entry);
        }
        (entry.Name, entry.Establishment) = (name, member.Establishment!.Value);
        var email = Editing.Trimmed(member.Email)?.ToLowerInvariant();
        if (email != entry.Email)
        {
            (entry.Email, entry.EmailVerifiedAt) = (email, null);
        }
        if (Editing.Trimmed(member.Mobile) is { } mobile)
        {
            entry.SealMobile(act.InForce.Keys, mobile);
        }
    }

    private static IEnumerable<Reason> Faults(Member member)
    {
        var role = Slug.Of(member.Role);
        var (name, email, mobile) = (
            Editing.Trimmed(member.Name), Editing.Trimmed(member.Email), Editing.Trimmed(member.Mobile));
        if (name is null && (email ?? mobile) is not null)
        {
            yield return Because("STAFF_NAME_MISSING", role, "name");
        }
        if (name is not null && member.Establishment is null)
        {
            yield return Because("STAFF_ESTABLISHMENT_MISSING", role, "establishment");
        }
        if (email is not null && !IsAddress(email))
        {
            yield return Because("EMAIL_MALFORMED", role, "email");
        }
        if (mobile is not null && !Mobile().IsMatch(mobile))
        {
            yield return Because("MOBILE_MALFORMED", role, "mobile");
        }
        foreach (var reason in Editing.TooLong("staff", $"{role}.name", name, Editing.Line)
            .Concat(Editing.TooLong("staff", $"{role}.email", email, Editing.Line)))
        {
            yield return reason;
        }
    }

    private static Reason Because(string code, string role, string field) =>
        Refusals.Because(code, new Place("staff", $"{role}.{field}"), Argument.Term("role", "role", role));

    private static bool IsAddress(string email) => MailAddress.TryCreate(email, out var address) && address.Address == email;

    // Mobile numbers of the mainland: eleven digits from 13 to 19.
    [GeneratedRegex(@"^1[3-9]\d{9}$")]
    private static partial Regex Mobile();
}
