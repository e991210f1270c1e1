using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.People;

/// <summary>
/// Its people: an appointment ends and the same one begins at the successor, on the days on which they do not have it
/// there already, unless separation of duty stands against it: then it ends, or stays where the unit remains. What has
/// ended stays where it was held, and so do invitations that were used.
/// </summary>
internal sealed class PeopleOfAgency(RoleTable roles) : IHeldByAgency
{
    private enum Fate
    {
        GoesOn,
        Held,
        Excluded,
    }

    public string Kind => "people";

    public string ListOf(AgencyId agency) => $"/people?agency={agency}";

    public Task<int> Count(PlatformDb db, AgencyId agency, DateOnly day, CancellationToken cancel) =>
        db.Set<Appointment>().Where(x => x.AgencyId == agency && x.From <= day && (x.To == null || day <= x.To))
            .Select(x => x.PersonId).Distinct().CountAsync(cancel);

    public async Task<IReadOnlyList<HeldItem>> Passing(
        PlatformDb db, AgencyId from, AgencyId? to, DateOnly day, CancellationToken cancel)
    {
        var appointments = await Open(db, from, day).ToListAsync(cancel);
        var there = await There(db, appointments, to, day, cancel);
        var ids = appointments.ConvertAll(x => x.PersonId);
        var names = await db.Set<Person>().Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, x => x.Name, cancel);
        return [.. appointments.Select(x => new HeldItem(
            x.Id.Value, $"{names[x.PersonId]}（{Texts.Role(x.Role)}）", FateOf(x, there, day) switch
            {
                Fate.Held => Texts.Say("Passing.Held"),
                Fate.Excluded => Texts.Say("Passing.Excluded"),
                _ => null,
            }))];
    }

    public async Task<IReadOnlyList<Guid>> HandOver(Act act, Handover handover, CancellationToken cancel)
    {
        var appointments = (await Open(act.Db, handover.From.Id, act.Today).ToListAsync(cancel))
            .FindAll(x => handover.Takes(x.Id.Value) || (x.AccountId is { } account && handover.Takes(account)));
        var there = await There(act.Db, appointments, handover.To.Id, act.Today, cancel);
        var (instead, passed) = (new Dictionary<AppointmentId, AppointmentId>(), new List<Guid>());
        // Whoever is stood in for comes before who stands in.
        foreach (var old in appointments.OrderBy(x => x.DeputisesFor is not null))
        {
            var fate = FateOf(old, there, act.Today);
            if (fate is Fate.Excluded && !handover.IsWhole)
            {
                continue;
            }
            var now = there.FindAll(x => Same(old, x));
            if (fate is Fate.GoesOn)
            {
                now.InsertRange(0, Free(old, there, act.Today).Select(days => GoOn(act, old, handover.To.Id, days, instead)));
            }
            if (now.Count > 0)
            {
                instead[old.Id] = now[0].Id;
            }
            old.End(act.Now);
            act.Touch(old);
            passed.Add(old.Id.Value);
        }
        if (handover.IsWhole)
        {
            await HandOverInvitations(act, handover, cancel);
        }
        return passed;
    }

    private static Appointment GoOn(
        Act act, Appointment old, AgencyId to, (DateOnly From, DateOnly? To) days,
        Dictionary<AppointmentId, AppointmentId> instead)
    {
        var appointment = new Appointment
        {
            Id = act.NewId<AppointmentId>(),
            PersonId = old.PersonId,
            Role = old.Role,
            AgencyId = to,
            AccountId = old.AccountId,
            From = days.From,
            To = days.To,
            AppointedBy = act.Actor.Person,
            DeputisesFor = old.DeputisesFor is { } other && instead.TryGetValue(other, out var there) ? there : null,
            Establishment = old.Establishment,
        };
        act.Touch(appointment);
        act.Db.Add(appointment);
        return appointment;
    }

    private Fate FateOf(Appointment appointment, List<Appointment> there, DateOnly day) =>
        !Free(appointment, there, day).Any() ? Fate.Held
        : there.Exists(x => x.PersonId == appointment.PersonId
            && roles.Knows(x.Role) && roles[x.Role].ClashesWith(roles[appointment.Role])) ? Fate.Excluded
        : Fate.GoesOn;

    private static bool Same(Appointment one, Appointment other) =>
        (one.PersonId, one.Role) == (other.PersonId, other.Role) && (other.AccountId is null || other.AccountId == one.AccountId);

    /// <summary>The days from this one on, of its own, on which it is not held at the successor already.</summary>
    private static IEnumerable<(DateOnly From, DateOnly? To)> Free(Appointment old, List<Appointment> there, DateOnly day)
    {
        var from = old.From > day ? old.From : day;
        foreach (var other in there.Where(x => Same(old, x)).OrderBy(x => x.From))
        {
            if (from < other.From && (old.To is null || from <= old.To))
            {
                var before = other.From.AddDays(-1);
                yield return (from, old.To < before ? old.To : before);
            }
            if (other.To is not { } last)
            {
                yield break;
            }
            from = last < from ? from : last.AddDays(1);
        }
        if (old.To is null || from <= old.To)
        {
            yield return (from, old.To);
        }
    }

    private static IQueryable<Appointment> Open(PlatformDb db, AgencyId agency, DateOnly day) =>
        db.Set<Appointment>().Where(x => x.AgencyId == agency && (x.To == null || day <= x.To))
            .OrderBy(x => x.From).ThenBy(x => x.Id);

    /// <summary>What these people hold at the successor already.</summary>
    private static async Task<List<Appointment>> There(
        PlatformDb db, List<Appointment> appointments, AgencyId? to, DateOnly day, CancellationToken cancel)
    {
        var people = appointments.ConvertAll(x => x.PersonId);
        return to is { } successor
            ? await Open(db, successor, day).Where(x => people.Contains(x.PersonId)).ToListAsync(cancel)
            : [];
    }

    /// <summary>A link that is still good leads to the same office at the successor.</summary>
    private static async Task HandOverInvitations(Act act, Handover handover, CancellationToken cancel)
    {
        var from = handover.From.Id;
        foreach (var invitation in await act.Db.Set<Invitation>()
            .Where(x => x.AgencyId == from && x.UsedAt == null && x.WithdrawnAt == null).ToListAsync(cancel))
        {
            handover.Give(act, invitation);
        }
    }
}
