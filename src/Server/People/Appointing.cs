using System.Net.Mail;
using Guanwei.Rules;
using Guanwei.Rules.Rights;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.People;

/// <summary>
/// What stands against giving somebody a role somewhere; asked by inviting, accepting and appointing alike.
/// </summary>
public static class Appointing
{
    public const string SuperAdministrator = "super-administrator";

    private static Place At(string field) => new("appointment", field);

    /// <summary>The role exists, is the actor's to give, and the agency is one the actor reaches.</summary>
    public static async Task<List<Reason>> CheckOffice(
        Act act, RoleTable roles, string role, AgencyId agency, Establishment? establishment, CancellationToken cancel)
    {
        if (!roles.Knows(role))
        {
            return [Refusals.Because("ROLE_UNKNOWN", At("role"))];
        }
        var reasons = new List<Reason>();
        if (act.Actor.Kind is ActorKind.Person && !roles[act.Actor.Role!].Appoints.Contains(role))
        {
            reasons.Add(Refusals.Because("ROLE_NOT_YOURS", At("role"), Argument.Term("role", "Role", role)));
        }
        if (roles[role].IsOfAgency)
        {
            reasons.AddRange(await CheckAgency(act, role, agency, establishment, cancel));
        }
        return reasons;
    }

    private static async Task<List<Reason>> CheckAgency(
        Act act, string role, AgencyId id, Establishment? establishment, CancellationToken cancel)
    {
        var agency = await act.Db.Set<Agency>().Where(x => x.Id == id && x.ClosedAt == null)
            .Select(x => new { x.Level, x.Kind, x.RegionCode }).SingleOrDefaultAsync(cancel);
        if (agency is null)
        {
            return [Refusals.Because("AGENCY_NOT_YOURS", At("agency"))];
        }
        if (role != SuperAdministrator)
        {
            return [];
        }
        if (establishment is not { } known)
        {
            return [Refusals.Because("ESTABLISHMENT_MISSING", At("establishment"))];
        }
        var scope = new Scope(agency.Level, agency.Kind, Region: agency.RegionCode);
        var allowed = act.InForce.Rules.Resolve("staff.supers.establishments", scope, act.Today, act.InForce.Profile);
        act.Under([allowed.Rule.Ref.ToString()]);
        return allowed.Set.Contains(Slug.Of(known))
            ? []
            : [Reason.From(
                allowed, At("establishment"), null, Argument.Text("role", ""),
                Argument.Term("establishment", "establishment", Slug.Of(known)),
                Argument.Term("allowed", "establishment", allowed.Set))];
    }

    /// <summary>
    /// The person is open, does not hold it already, and holds nothing that must not stand beside it.
    /// </summary>
    public static async Task<List<Reason>> CheckPerson(
        Act act, RoleTable roles, Person person, string role, AgencyId agency, CancellationToken cancel)
    {
        if (person.ClosedAt is not null)
        {
            return [Refusals.Because("PERSON_CLOSED", At("person"))];
        }
        var today = act.Today;
        var held = await act.Db.Set<Appointment>()
            .Where(x => x.PersonId == person.Id && (x.To == null || today <= x.To))
            .Select(x => new { x.Role, x.AgencyId }).ToListAsync(cancel);
        var reasons = new List<Reason>();
        if (held.Any(x => x.Role == role && x.AgencyId == agency))
        {
            reasons.Add(Refusals.Because("ALREADY_HOLDS", At("role"), Argument.Term("role", "Role", role)));
        }
        reasons.AddRange(held
            .Where(x => roles.Knows(x.Role) && Clash(roles[role], agency, roles[x.Role], x.AgencyId))
            .Select(x => Refusals.Because(
                "ROLES_EXCLUDE", At("role"), Argument.Term("role", "Role", role), Argument.Term("other", "Role", x.Role))));
        return reasons;
    }

    /// <summary>
    /// Separation of duty: two roles that exclude each other, at the same object. What is held at the installation
    /// meets every agency.
    /// </summary>
    public static bool Clash(Role one, AgencyId at, Role other, AgencyId otherAt) =>
        one.ClashesWith(other) && (at == otherAt || at == default || otherAt == default);

    public static IEnumerable<Reason> CheckEmail(string email)
    {
        if (!MailAddress.TryCreate(email, out var parsed) || parsed.Address != email
            || !parsed.Host.Contains('.', StringComparison.Ordinal))
        {
            yield return Refusals.Because("EMAIL_INVALID", At("email"));
        }
    }

    /// <summary>Addresses are kept and compared in lower case.</summary>
    public static string Normal(string? email) => (email ?? "").Trim().ToLowerInvariant();
}
