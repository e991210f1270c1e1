using Guanwei.Rules.WorkingDays;
using Guanwei.Server.Agencies;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Deadlines;

/// <summary>A time by which somebody must act; made and ended only by actions.</summary>
public sealed class Deadline : IAssignable
{
    public required DeadlineId Id { get; init; }

    public required AgencyId AgencyId { get; init; }

    public required string ObjectKind { get; init; }

    public required Guid ObjectId { get; init; }

    /// <summary>What runs out: review, certification, correction, certificate …</summary>
    public required string Kind { get; init; }

    /// <summary>"id@version" of the rule that sets the length.</summary>
    public required string Rule { get; init; }

    public required DateTimeOffset Started { get; init; }

    /// <summary>Length in working days; none for calendar terms (a certificate's year).</summary>
    public int? WorkingDays { get; init; }

    /// <summary>Version of the working-day calendar the due instant was computed with.</summary>
    public required string Calendar { get; set; }

    public required DateTimeOffset Due { get; set; }

    /// <summary>It crosses into a year whose holidays are not announced yet.</summary>
    public bool Provisional { get; set; }

    public DateTimeOffset? PausedAt { get; set; }

    public string? PauseReason { get; set; }

    /// <summary>Marks of the warnings already said ("30d", "80%"), separated by spaces: each is said once.</summary>
    public string Warned { get; set; } = "";

    public DateTimeOffset? MetAt { get; set; }

    public DateTimeOffset? MissedAt { get; set; }

    /// <summary>By another calendar; true if the day moves. Terms of the calendar and what rests stay as they are.</summary>
    public bool CountAgain(WorkingDayCalendar calendar, TimeOnly officeEnd)
    {
        if (WorkingDays is not { } days || PausedAt is not null || MetAt is not null || MissedAt is not null)
        {
            return false;
        }
        var (before, due) = (Due, calendar.Due(Started, days, officeEnd));
        (Due, Provisional, Calendar) = (due.At, due.Provisional, due.Calendar);
        return Due != before;
    }

    public static void Map(ModelBuilder model) => model.Entity<Deadline>(deadline =>
    {
        deadline.ToTable("deadlines");
        deadline.HasKey(x => x.Id);
        deadline.HasIndex(x => x.ObjectId);
        deadline.HasIndex(x => x.Due);
    });
}
