using Guanwei.Server.Actions;
using Guanwei.Server.Hosting;
using Guanwei.Server.Jobs;
using Guanwei.Server.Keys;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Audit;

/// <summary>Signs where the chain stands: each hour, at shutdown, and when an auditor asks for it.</summary>
public sealed class Checkpoints(
    Databases databases, InForceSource inForce, MasterKey master, DataFolder folder, Clock clock, Sealer sealer)
{
    public const string JobKind = "audit.checkpoint";

    public static readonly TimeSpan Period = TimeSpan.FromHours(1);

    public static async Task<JobEnd> Run(JobRun run, CancellationToken cancel)
    {
        await run.Services.GetRequiredService<Checkpoints>().Sign(cancel);
        return JobEnd.Ok;
    }

    /// <summary>Null when nothing was sealed since the last one.</summary>
    public async Task<AuditCheckpoint?> Sign(CancellationToken cancel)
    {
        await sealer.SealAll(cancel);
        using var turn = await databases.Gate.Enter(cancel);
        await using var db = databases.OpenForSystem("signing a checkpoint of the audit");
        db.HoldsGate = true;
        var head = await Sealer.Head(db, cancel);
        var last = await db.Set<AuditCheckpoint>().OrderByDescending(x => x.Id).FirstOrDefaultAsync(cancel);
        if (head.Number == (last?.Number ?? 0))
        {
            return null;
        }
        var root = await StoredKeys.RootOf(db, master, cancel);
        var checkpoint = new AuditCheckpoint
        {
            Id = head.Checkpoint + 1,
            Number = head.Number,
            Hash = head.Hash,
            At = clock.Machine,
            Previous = last?.Digest() ?? new byte[Sm3.DigestBytes],
        };
        checkpoint.Signature = root.Sign(new Canonical().Checkpoint(checkpoint));
        head.Checkpoint = checkpoint.Id;
        head.Sign(inForce.Current.Keys);
        db.Add(checkpoint);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException taken) when (Conflicts.IsConflict(taken))
        {
            // Another node has signed in this moment; what came after it is signed with the next.
            return null;
        }
        // After the commit: a line without its row would accuse the table; a row without its line only lacks the second
        // copy.
        CheckpointFile.Append(folder.Root, checkpoint);
        return checkpoint;
    }
}

/// <summary>The last checkpoint of a run. Registered before the job runner, so that it stops after it.</summary>
internal sealed partial class ShutdownCheckpoint(Checkpoints checkpoints, ILogger<ShutdownCheckpoint> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await checkpoints.Sign(cancellationToken);
        }
        catch (Exception trouble) when (trouble is not OperationCanceledException)
        {
            // The next start seals and signs what is open; a shutdown is not held up for it.
            Unsigned(trouble);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No checkpoint of the audit could be signed at shutdown.")]
    private partial void Unsigned(Exception error);
}
