using Guanwei.Rules.WorkingDays;
using Guanwei.Server.Agencies;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Deadlines;

/// <summary>A time in which a deadline rests, with its reason. Kept as it was written; only its end is added.</summary>
[AppendOnly]
public sealed class DeadlinePause : IAssignable
{
    public required DeadlineId DeadlineId { get; init; }

    /// <summary>1 for the deadline's first: two who suspend it at once cannot both.</summary>
    public required int Number { get; init; }

    public required AgencyId AgencyId { get; init; }

    public required Guid ObjectId { get; init; }

    public required DateTimeOffset From { get; init; }

    /// <summary>None while it lasts.</summary>
    [SetOnce]
    public DateTimeOffset? To { get; set; }

    /// <summary>Code; its words stand with the slice whose deadline it is.</summary>
    public required string Reason { get; init; }

    /// <summary>What the person wrote.</summary>
    public required string Words { get; init; }

    public PersonId? PausedBy { get; init; }

    [SetOnce]
    public PersonId? ResumedBy { get; set; }

    public required DateTimeOffset DueBefore { get; init; }

    /// <summary>As it was counted on resuming.</summary>
    [SetOnce]
    public DateTimeOffset? DueAfter { get; set; }

    public Pause Span(DateTimeOffset now) => new(From, To ?? now);

    public static void Map(ModelBuilder model) => model.Entity<DeadlinePause>(pause =>
    {
        pause.ToTable("deadline_pauses");
        pause.HasKey(x => new { x.DeadlineId, x.Number });
        pause.HasIndex(x => x.ObjectId);
    });
}
