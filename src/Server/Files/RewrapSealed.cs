using Guanwei.Server.Actions;
using Guanwei.Server.Jobs;
using Guanwei.Server.Keys;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Files;

/// <summary>
/// After a rotation: seals every older value anew and gives every older file a new header, batch by batch. A value that
/// is current is passed over, so the job can be killed at any point and goes on where it was.
/// </summary>
public static class RewrapSealed
{
    private const int Batch = 200;

    public static async Task<JobEnd> Run(JobRun run, CancellationToken stop)
    {
        var services = run.Services;
        var databases = services.GetRequiredService<Databases>();
        await using var db = databases.OpenForSystem(RotateKeys.Job);
        if ((await StoredKeys.Versions(db, services.GetRequiredService<Clock>().Now, stop)).Any(key => key.Newest != key.Settled))
        {
            return new JobEnd.Later("keys_settling", StoredKeys.Settling);
        }
        await services.ReadInForce(stop);
        var ring = services.GetRequiredService<InForceSource>().Current.Keys;
        var columns = services.GetRequiredService<SealedColumns>().All;
        var files = await db.Set<StoredFile>().OrderBy(file => file.Id).Select(file => file.Id).ToListAsync(stop);
        var total = files.Count;
        foreach (var column in columns)
        {
            total += await column.Count(db, stop);
        }
        var (finished, failed) = (0, 0);
        foreach (var column in columns)
        {
            for (var skip = 0; await column.Versions(db, skip, Batch, stop) is { Count: > 0 } versions; skip += Batch)
            {
                if (versions.Any(version => version < ring.CurrentVersion(column.Purpose)))
                {
                    await Renew(services, run.Actor, column, ring, skip, stop);
                }
                finished += versions.Count;
                if (!await run.Report(total, finished, failed, stop))
                {
                    return JobRun.Stopped;
                }
            }
        }
        var vault = services.GetRequiredService<FileVault>();
        foreach (var id in files)
        {
            failed += Reseal(vault, ring, id) ? 0 : 1;
            finished++;
            if (!await run.Report(total, finished, failed, stop))
            {
                return JobRun.Stopped;
            }
        }
        return failed == 0 ? JobEnd.Ok : new JobEnd.Dead("files_unreadable");
    }

    private static async Task<int> Renew(
        IServiceProvider services, Actor actor, SealedColumn column, KeyRing ring, int skip, CancellationToken stop)
    {
        var actions = services.GetRequiredService<Actions.Actions>();
        var outcome = await actions.Do<int>(actor, OperationId.From(Guid.CreateVersion7()), RotateKeys.Job, async act =>
        {
            act.About("sealed-column", $"{column.Table}.{column.Column}", agency: null);
            return await column.Renew(act.Db, ring, skip, Batch, stop);
        }, stop);
        return outcome.Required;
    }

    /// <summary>False when the file is damaged: it keeps its old header, the rest goes on.</summary>
    private static bool Reseal(FileVault vault, KeyRing ring, FileId id)
    {
        try
        {
            if (vault.KeyVersion(id.Value) < ring.CurrentVersion(KeyPurpose.File))
            {
                vault.Reseal(id.Value, ring);
            }
            return true;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException or KeyException)
        {
            return false;
        }
    }
}
