using Guanwei.Server.Agencies;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Notifications;

/// <param name="Agency">At which the role was found; none for what is told to one person, or at the
/// installation.</param>
internal sealed record Reached(IReadOnlyList<PersonId> People, AgencyId? Agency);

internal static class Recipients
{
    /// <summary>The people who hold it today, and who deputises for them; closed persons are left out.</summary>
    public static async Task<Reached> Resolve(
        PlatformDb db, Recipient to, DateOnly today, CancellationToken cancel)
    {
        var inForce = db.Set<Appointment>().Where(x => x.From <= today && (x.To == null || today <= x.To));
        // What was told to a unit that has since been merged into another is for its successor's people.
        var named = to.Agency is { } told ? await AgencySuccessor.HeirOf(db, told, cancel) : default;
        var at = to is { Reaches: Reaches.Above, Role: { } sought }
            ? await NearestAbove(db, inForce, sought, named, cancel)
            : named;
        var held = to switch
        {
            { Person: { } person } => inForce.Where(x => x.PersonId == person),
            { Role: { } role } => inForce.Where(x => x.Role == role && x.AgencyId == at),
            _ => throw new InvalidOperationException("A recipient is a person or a role."),
        };
        var holders = held.Select(x => x.PersonId);
        // A deputy stands in for an appointment, whether or not its holder still has it; at one agency, not at the
        // holder's others.
        var all = db.Set<Appointment>();
        var deputies = inForce.Where(deputy => to.Person != null || deputy.AgencyId == at)
            .Where(deputy => all.Any(x => x.Id == deputy.DeputisesFor && holders.Contains(x.PersonId)))
            .Select(deputy => deputy.PersonId);
        var open = db.Set<Person>().Where(x => x.ClosedAt == null);
        var chosen = to.Person is { } one
            ? open.Where(x => x.Id == one || deputies.Contains(x.Id))
            : open.Where(x => holders.Contains(x.Id) || deputies.Contains(x.Id));
        var people = await chosen.OrderBy(x => x.Id).Select(x => x.Id).ToListAsync(cancel);
        return new Reached(people, to.Person is null && at != default ? at : null);
    }

    private static Task<AgencyId> NearestAbove(
        PlatformDb db, IQueryable<Appointment> inForce, string role, AgencyId agency, CancellationToken cancel) =>
        db.Set<AgencyClosure>()
            .Where(link => link.DescendantId == agency && link.Depth > 0
                && inForce.Any(x => x.Role == role && x.AgencyId == link.AncestorId))
            .OrderBy(link => link.Depth)
            .Select(link => link.AncestorId)
            .FirstOrDefaultAsync(cancel);
}
