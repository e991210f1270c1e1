using Guanwei.Rules.Rights;
using Guanwei.Server.Agencies;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.People;

/// <summary>
/// Person × role × object × from–to. Rights come only from appointments in force. The agency is the default value for
/// roles of the installation itself, so that nobody's agency scope ever shows them.
/// </summary>
public sealed class Appointment : Aggregate, IOfAgency
{
    public required AppointmentId Id { get; init; }

    public required PersonId PersonId { get; init; }

    public required string Role { get; init; }

    public required AgencyId AgencyId { get; init; }

    /// <summary>The one account it is for; none when it holds for the agency.</summary>
    public Guid? AccountId { get; init; }

    public required DateOnly From { get; init; }

    /// <summary>Last day in force; none while open.</summary>
    public DateOnly? To { get; set; }

    /// <summary>
    /// Ended before its time, at this instant; <see cref="To"/> is then the day before, so that it holds no longer.
    /// </summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public PersonId? AppointedBy { get; init; }

    public AppointmentId? DeputisesFor { get; init; }

    public Establishment? Establishment { get; set; }

    public bool InForce(DateOnly day) => From <= day && (To is null || day <= To);

    public void End(DateTimeOffset now)
    {
        EndedAt = now;
        To = Time.Clock.DayOf(now).AddDays(-1);
    }

    public static void Map(ModelBuilder model) => model.Entity<Appointment>(appointment =>
    {
        appointment.ToTable("appointments");
        appointment.HasKey(x => x.Id);
        appointment.HasIndex(x => x.PersonId);
        appointment.HasIndex(x => new { x.AgencyId, x.Role });
        appointment.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId);
    });
}
