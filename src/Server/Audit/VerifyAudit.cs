using System.Text.Json;
using Guanwei.Server.Actions;
using Guanwei.Server.Hosting;
using Guanwei.Server.Jobs;
using Guanwei.Server.Keys;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Audit;

/// <summary>Has the whole chain verified by a job; the page shows how far it is and what it found.</summary>
public static class VerifyAudit
{
    public const string Verb = "audit.verify";

    public static async Task<Outcome<bool>> Run(Act act, CancellationToken cancel)
    {
        act.About("installation", 1, agency: null);
        var open = await act.Db.Set<Job>().AnyAsync(
            x => x.Kind == Verb && (x.State == JobState.Due || x.State == JobState.Running), cancel);
        if (!open)
        {
            act.Enqueue(Verb, new { }, job => job.UniqueKey = "one");
        }
        return true;
    }

    public static async Task<JobEnd> Work(JobRun run, CancellationToken cancel)
    {
        var services = run.Services;
        var now = services.GetRequiredService<Clock>().Machine;
        await using var db = services.GetRequiredService<Databases>().OpenForSystem("verifying the audit");
        var total = (int)await db.Set<AuditEntry>().LongCountAsync(cancel);
        var root = (await StoredKeys.RootOf(db, services.GetRequiredService<MasterKey>(), cancel)).Public;
        var file = Path.Combine(services.GetRequiredService<DataFolder>().Root, CheckpointFile.Name);
        var known = File.Exists(file) ? CheckpointFile.Read(file) : [];
        var evidence = new Evidence(
            services.GetRequiredService<InForceSource>().Current.Keys, root, known ?? [], known is null ? 1 : 0);
        var stopped = false;
        await run.Report(total, 0, 0, cancel);
        try
        {
            var verdict = await new Verification(db, evidence, now).Run(
                async count => !(stopped = !await run.Report(total, (int)Math.Min(count, total), 0, cancel)), cancel);
            await run.Report(total, total, 0, cancel);
            return new JobEnd.Done((act, _) => Keep(act, run.Job.Id, verdict));
        }
        catch (OperationCanceledException) when (stopped)
        {
            return JobRun.Stopped;
        }
    }

    private static Task<Refusal?> Keep(Act act, JobId id, Verdict verdict)
    {
        act.Db.Add(new AuditCheck
        {
            Id = id, At = act.Now, Entries = verdict.Entries, Faults = verdict.Faults,
            Findings = JsonSerializer.Serialize(verdict.Findings, AnswerJson.Options),
        });
        act.About("installation", 1, agency: null);
        return Task.FromResult<Refusal?>(null);
    }
}
