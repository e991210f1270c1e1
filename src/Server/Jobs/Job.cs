using System.Text.Json;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Jobs;

public enum JobState
{
    Due,
    Running,
    Done,
    Dead,
    InDoubt,

    /// <summary>A person decided that it shall not be done.</summary>
    Dropped,
}

/// <summary>What may be done when a run ended without an answer.</summary>
public enum RetryClass
{
    SafeToRepeat,
    AskFirst,
    Never,
}

/// <summary>
/// Work and outbox are one table. A job is written in the action's transaction; an effect inside the database commits
/// with its "done"; an outside effect stores its intent first. Payloads carry ids only.
/// </summary>
[InstallationWide("the runner serves all agencies; the page of dead jobs filters by agency itself")]
public sealed class Job
{
    public required JobId Id { get; init; }

    public required string Kind { get; init; }

    /// <summary>At most one open job of a kind has this key.</summary>
    public string? UniqueKey { get; set; }

    public AgencyId? AgencyId { get; set; }

    /// <summary>The account's small key, for fairness; none yet before accounts are connected.</summary>
    public int? AccountKey { get; set; }

    public string? ObjectKind { get; set; }

    public string? ObjectId { get; set; }

    public required string Payload { get; init; }

    public required DateTimeOffset EnqueuedAt { get; init; }

    public required DateTimeOffset Due { get; set; }

    public JobState State { get; set; } = JobState.Due;

    public RetryClass Retry { get; set; } = RetryClass.SafeToRepeat;

    public int Attempts { get; set; }

    /// <summary>Raised with each lease: whoever holds an older epoch may no longer finish the job.</summary>
    public int LeaseEpoch { get; set; }

    /// <summary>Machine time.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }

    /// <summary>What an outside effect was about to do, stored before it was tried.</summary>
    public string? Intent { get; set; }

    /// <summary>Code of the last error, without personal data.</summary>
    public string? LastError { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>When somebody was told that a person must look at it.</summary>
    public DateTimeOffset? ToldAt { get; set; }

    // Progress of long work: it outlives the page and the process.
    public int? Total { get; set; }

    public int Finished { get; set; }

    public int Failed { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public bool StopAsked { get; set; }

    /// <summary>Time left at the pace so far; none before anything was finished.</summary>
    public TimeSpan? Remaining(DateTimeOffset now) => this is { Total: { } total, StartedAt: { } started } && Finished > 0
        ? (now - started) / Finished * Math.Max(0, total - Finished)
        : null;

    public TPayload Read<TPayload>() => JsonSerializer.Deserialize<TPayload>(Payload, AnswerJson.Options)
        ?? throw new JsonException($"The payload of {Kind} is empty.");

    public static void Map(ModelBuilder model) => model.Entity<Job>(job =>
    {
        job.ToTable("jobs");
        job.HasKey(x => x.Id);
        job.HasIndex(x => new { x.State, x.Due });
        job.HasIndex(x => new { x.Kind, x.UniqueKey }).IsUnique()
            .HasFilter("unique_key IS NOT NULL AND state IN ('Due','Running')");
        job.HasIndex(x => new { x.ObjectKind, x.ObjectId });
        job.Property(x => x.LeaseEpoch).IsConcurrencyToken();
    });
}
