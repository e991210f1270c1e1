using System.Security.Cryptography;
using System.Text.Json;
using Guanwei.Server.Agencies;
using Guanwei.Server.Audit;
using Guanwei.Server.Ids;
using Guanwei.Server.Jobs;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Actions;

/// <summary>
/// What one action is given: the database in the actor's scope, who acts, the instant (read once), the operation, and
/// what is in force. Whatever it leaves behind (rows, audit, jobs, happenings) is committed together or not at all.
/// </summary>
public sealed class Act(PlatformDb db, Actor actor, string verb, OperationId operation, DateTimeOffset now, InForce inForce)
{
    private readonly List<Job> jobs = [];
    private bool wakes;

    public PlatformDb Db { get; } = db;

    public Actor Actor { get; } = actor;

    public string Verb { get; } = verb;

    public OperationId Operation { get; } = operation;

    /// <summary>Business time.</summary>
    public DateTimeOffset Now { get; } = now;

    public DateOnly Today => Clock.DayOf(Now);

    public InForce InForce { get; } = inForce;

    /// <summary>True when a job was written: the runner is woken after the commit.</summary>
    internal bool HasJobs => jobs.Count > 0 || wakes;

    internal AuditSubject? Subject { get; private set; }

    internal List<string> RuleIds { get; } = [];

    public TId NewId<TId>() where TId : struct, IEntityId<TId>
    {
        Span<byte> chance = stackalloc byte[10];
        RandomNumberGenerator.Fill(chance);
        return TId.From(NewIds.Uuid7(Now, chance));
    }

    /// <summary>
    /// What the action is about, as it stands in the audit; the digests are taken from the entity before and after.
    /// </summary>
    public void About(string kind, object id, AgencyId? agency, object? entity = null) =>
        Subject = new AuditSubject(kind, ObjectIds.Text(kind, id), agency, entity);

    /// <summary>The rules the action was decided by ("id@version"), as they stand in the audit.</summary>
    public void Under(IEnumerable<string> rules) => RuleIds.AddRange(rules);

    /// <summary>Raises the version of the root; refuses when the actor saw an older one.</summary>
    public async Task<Refusal?> Change(Aggregate root, int seenVersion)
    {
        if (root.Version != seenVersion)
        {
            return await Stale(root);
        }
        Touch(root);
        return null;
    }

    /// <summary>Raises the version of a root that the action itself has just made or loaded.</summary>
    public void Touch(Aggregate root)
    {
        root.Version++;
        root.ChangedAt = Now;
        root.ChangedBy = Actor.Person;
    }

    /// <summary>The next number of a series, as people read it: KS-2026-000123.</summary>
    public async Task<string> NextNumber(string kind, CancellationToken cancel)
    {
        var year = Today.Year;
        var series = await Db.Set<NumberSeries>().FindAsync([kind, year], cancel);
        if (series is null)
        {
            series = new NumberSeries { Kind = kind, Year = year };
            Db.Add(series);
        }
        series.Last++;
        return $"{kind}-{year}-{series.Last:000000}";
    }

    /// <summary>Work to be done after the commit; the payload carries ids only.</summary>
    public Job Enqueue(string kind, object payload, Action<Job>? more = null)
    {
        var job = new Job
        {
            Id = NewId<JobId>(),
            Kind = kind,
            Payload = JsonSerializer.Serialize(payload, AnswerJson.Options),
            Due = Now,
            AgencyId = Actor.Agency ?? Subject?.Agency,
            EnqueuedAt = Now,
        };
        more?.Invoke(job);
        jobs.Add(job);
        Db.Add(job);
        return job;
    }

    /// <summary>A job was made due again: the runner is woken after the commit.</summary>
    internal void WakesRunner() => wakes = true;

    /// <summary>
    /// Tells later slices that something has happened; each handler listed in Program.cs gets a job of its own.
    /// </summary>
    public void Happen(string kind, object id, object? payload = null)
    {
        foreach (var handler in InForce.Handlers.For(kind))
        {
            Enqueue(handler, new { Happening = kind, Id = id.ToString(), Payload = payload });
        }
    }

    private async Task<Refusal> Stale(Aggregate root)
    {
        var people = Db.Set<People.Person>();
        var name = root.ChangedBy is { } who
            ? await people.Where(person => person.Id == who).Select(person => person.Name).SingleOrDefaultAsync()
            : null;
        return Refusals.Stale(name ?? "—", root.ChangedAt);
    }
}
