using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.People;

/// <summary>
/// People are not rows of an agency; whoever looks sees those who hold, or held, an appointment in their scope. The
/// appointments are filtered, so this asks only there.
/// </summary>
public static class PeopleInReach
{
    public static IQueryable<Person> Of(PlatformDb db)
    {
        var appointments = db.Set<Appointment>();
        return db.Set<Person>().Where(person => appointments.Any(x => x.PersonId == person.Id));
    }

    public static Task<Person?> Find(PlatformDb db, PersonId id, CancellationToken cancel) =>
        Of(db).SingleOrDefaultAsync(person => person.Id == id, cancel);
}
