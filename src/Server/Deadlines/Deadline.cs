using Guanwei.Rules.WorkingDays;
using Guanwei.Server.Agencies;
using Guanwei.Server.People;
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

    /// <summary>Since when it rests; none while it runs. Repeats the open row of <see cref="Pauses"/> for lists and warnings.</summary>
    public DateTimeOffset? PausedAt { get; private set; }

    /// <summary>Code of why it rests.</summary>
    public string? PauseReason { get; private set; }

    /// <summary>Always loaded with it: counted without them, it would end too early.</summary>
    public List<DeadlinePause> Pauses { get; } = [];

    /// <summary>Marks of the warnings already said ("30d", "80%"), separated by spaces: each is said once.</summary>
    public string Warned { get; set; } = "";

    public DateTimeOffset? MetAt { get; set; }

    public DateTimeOffset? MissedAt { get; set; }

    public DeadlinePause Pause(DateTimeOffset now, string reason, string words, PersonId? by)
    {
        var pause = new DeadlinePause
        {
            DeadlineId = Id, Number = Pauses.Count + 1, AgencyId = AgencyId, ObjectId = ObjectId,
            From = now, Reason = reason, Words = words, PausedBy = by, DueBefore = Due,
        };
        Pauses.Add(pause);
        (PausedAt, PauseReason) = (now, reason);
        return pause;
    }

    /// <summary>Counted anew by the calendar in force, without the days spent resting.</summary>
    public void Resume(DateTimeOffset now, PersonId? by, WorkingDayCalendar calendar, TimeOnly officeEnd)
    {
        var pause = Pauses.Single(x => x.To is null);
        (pause.To, pause.ResumedBy) = (now, by);
        (PausedAt, PauseReason) = (null, null);
        CountAgain(calendar, officeEnd);
        pause.DueAfter = Due;
    }

    /// <summary>How long it has rested in all.</summary>
    public TimeSpan Rested(DateTimeOffset now) => Pauses.Aggregate(TimeSpan.Zero, (sum, pause) => sum + ((pause.To ?? now) - pause.From));

    /// <summary>By another calendar; true if the day moves. Terms of the calendar and what rests stay as they are.</summary>
    public bool CountAgain(WorkingDayCalendar calendar, TimeOnly officeEnd)
    {
        if (WorkingDays is not { } days || PausedAt is not null || MetAt is not null || MissedAt is not null)
        {
            return false;
        }
        var (before, due) = (Due, calendar.Due(Started, days, officeEnd, [.. Pauses.Select(pause => pause.Span(now: pause.From))]));
        (Due, Provisional, Calendar) = (due.At, due.Provisional, due.Calendar);
        return Due != before;
    }

    public static void Map(ModelBuilder model) => model.Entity<Deadline>(deadline =>
    {
        deadline.ToTable("deadlines");
        deadline.HasKey(x => x.Id);
        deadline.HasIndex(x => x.ObjectId);
        deadline.HasIndex(x => x.Due);
        deadline.HasMany(x => x.Pauses).WithOne().HasForeignKey(x => x.DeadlineId);
        deadline.Navigation(x => x.Pauses).AutoInclude();
    });
}
