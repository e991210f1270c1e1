using Guanwei.Server.People;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Storage;

/// <summary>
/// One object assigned to one appointment: what a third-party reviewer may see (they belong to no agency of the tree).
/// </summary>
[InstallationWide("read by the scope filter itself")]
public sealed class Assignment
{
    public required Guid ObjectId { get; init; }

    public required AppointmentId AppointmentId { get; init; }

    public required DateTimeOffset AssignedAt { get; init; }

    public static void Map(ModelBuilder model) =>
        model.Entity<Assignment>(assignment => assignment.HasKey(x => new { x.AppointmentId, x.ObjectId }));
}
