using Guanwei.Server.Actions;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.People;

/// <summary>Ends it now: the next click of whoever held it finds no right any more.</summary>
public static class EndAppointment
{
    public const string Verb = "person.end-appointment";

    public sealed record Request(AppointmentId Id, int SeenVersion);

    public static async Task<Outcome<PersonId>> Run(Act act, RoleTable roles, Request request, CancellationToken cancel)
    {
        var appointment = await act.Db.Set<Appointment>().SingleOrDefaultAsync(x => x.Id == request.Id, cancel);
        if (appointment is null)
        {
            return Refusals.NotFound();
        }
        act.About("appointment", appointment.Id, appointment.AgencyId == default ? null : appointment.AgencyId, appointment);
        if (await act.Change(appointment, request.SeenVersion) is { } stale)
        {
            return stale;
        }
        if (appointment.To < act.Today)
        {
            return Refusals.NotNow("appointment", "Ended", Verb);
        }
        if (act.Actor.Role is { } role && !roles[role].Appoints.Contains(appointment.Role))
        {
            return Refusals.NoRight(Verb);
        }
        if (await LastOfficer.Is(act, appointment.PersonId, appointment.Role, cancel))
        {
            return Refusal.Of(Refusals.Because(LastOfficer.Code));
        }
        appointment.End(act.Now);
        return appointment.PersonId;
    }
}

/// <summary>Without a system officer nobody could appoint one again.</summary>
internal static class LastOfficer
{
    public const string Role = "system-officer";
    public const string Code = "LAST_OFFICER";

    public static async Task<bool> Is(Act act, PersonId person, string role, CancellationToken cancel)
    {
        var today = act.Today;
        return role == Role && !await act.Db.Set<Appointment>().AnyAsync(
            x => x.Role == Role && x.PersonId != person && x.From <= today && (x.To == null || today <= x.To), cancel);
    }
}
