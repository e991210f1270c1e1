using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Applications;

/// <summary>
/// A third-party reviewer in force. Only made here, so that nobody else can be charged with a certification.
/// </summary>
public sealed record ThirdParty
{
    private ThirdParty() { }

    public required AppointmentId Appointment { get; init; }

    public required PersonId Person { get; init; }

    public required string Name { get; init; }

    /// <summary>They are appointed to the installation, so that no supervisor's scope shows them.</summary>
    public static async Task<IReadOnlyList<ThirdParty>> InForce(Databases databases, DateOnly day, CancellationToken cancel)
    {
        await using var db = databases.OpenForSystem("choosing a third-party reviewer");
        var people = db.Set<Person>();
        return await db.Set<Appointment>()
            .Where(x => x.Role == "third-party-reviewer" && x.From <= day && (x.To == null || day <= x.To))
            .Join(people.Where(x => x.ClosedAt == null), x => x.PersonId, x => x.Id, (appointment, person) => new ThirdParty
            {
                Appointment = appointment.Id,
                Person = person.Id,
                Name = person.Name,
            })
            .OrderBy(x => x.Name).ToListAsync(cancel);
    }
}
