using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Applications;

/// <summary>Somebody who filled in a part of an application; they may never decide about it.</summary>
public sealed class Contributor : IAssignable
{
    public required AgencyId AgencyId { get; init; }

    public required Guid ObjectId { get; init; }

    public required PersonId PersonId { get; init; }

    public static async Task Note(Act act, OpeningApplication application, CancellationToken cancel)
    {
        if (act.Actor.Person is { } person
            && await act.Db.Set<Contributor>().FindAsync([application.ObjectId, person], cancel) is null)
        {
            act.Db.Add(new Contributor { AgencyId = application.AgencyId, ObjectId = application.ObjectId, PersonId = person });
        }
    }

    public static void Map(ModelBuilder model) => model.Entity<Contributor>(contributor =>
    {
        contributor.ToTable("application_contributors");
        contributor.HasKey(x => new { x.ObjectId, x.PersonId });
        contributor.BelongsToApplication();
    });
}
