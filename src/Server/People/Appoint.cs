using Guanwei.Rules;
using Guanwei.Rules.Rights;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.People;

/// <summary>A further appointment for somebody who is here already; or one in another's place for a while.</summary>
public static class Appoint
{
    public const string Verb = "person.appoint";

    /// <param name="DeputisesFor">The appointment it stands in for: same role, same agency, and with a last
    /// day.</param>
    public sealed record Request(
        PersonId Person, string Role, AgencyId AgencyId, DateOnly? From, DateOnly? To, Establishment? Establishment,
        AppointmentId? DeputisesFor);

    public static async Task<Outcome<AppointmentId>> Run(
        Act act, RoleTable roles, Request request, CancellationToken cancel)
    {
        var person = await PeopleInReach.Find(act.Db, request.Person, cancel);
        if (person is null)
        {
            return Refusals.NotFound();
        }
        var agency = roles.Knows(request.Role) && roles[request.Role].IsOfAgency ? request.AgencyId : default;
        var from = request.From ?? act.Today;
        var reasons = await Appointing.CheckOffice(act, roles, request.Role, agency, request.Establishment, cancel);
        if (reasons.Count == 0)
        {
            reasons.AddRange(await Appointing.CheckPerson(act, roles, person, request.Role, agency, cancel));
        }
        if (from < act.Today || request.To < from)
        {
            reasons.Add(Refusals.Because("DAYS_WRONG", new Place("appointment", "to")));
        }
        if (request.DeputisesFor is { } other)
        {
            reasons.AddRange(await CheckDeputy(act, request, agency, other, cancel));
        }
        if (reasons.Count > 0)
        {
            return new Refusal(reasons);
        }
        var appointment = new Appointment
        {
            Id = act.NewId<AppointmentId>(),
            PersonId = person.Id,
            Role = request.Role,
            AgencyId = agency,
            From = from,
            To = request.To,
            AppointedBy = act.Actor.Person,
            DeputisesFor = request.DeputisesFor,
            Establishment = request.Establishment,
        };
        act.Touch(appointment);
        act.Db.Add(appointment);
        act.About("appointment", appointment.Id, agency == default ? null : agency, appointment);
        return appointment.Id;
    }

    private static async Task<List<Reason>> CheckDeputy(
        Act act, Request request, AgencyId agency, AppointmentId other, CancellationToken cancel)
    {
        var stoodFor = await act.Db.Set<Appointment>().SingleOrDefaultAsync(x => x.Id == other, cancel);
        var reasons = new List<Reason>();
        if (stoodFor is null || stoodFor.Role != request.Role || stoodFor.AgencyId != agency
            || stoodFor.PersonId == request.Person || !stoodFor.InForce(act.Today))
        {
            reasons.Add(Refusals.Because("DEPUTY_WRONG", new Place("appointment", "deputisesFor")));
        }
        if (request.To is null)
        {
            reasons.Add(Refusals.Because("DEPUTY_WITHOUT_END", new Place("appointment", "to")));
        }
        return reasons;
    }
}
