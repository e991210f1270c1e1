using Guanwei.Server.Actions;
using Guanwei.Server.Jobs;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Files;

/// <summary>
/// Removes what nothing refers to: loose files a day after their last reference, and what a crash left in the vault
/// without a row. Rows go first: bytes without a row are found by the next sweep, a row without bytes would be a loss.
/// </summary>
public static class SweepFiles
{
    public const string JobKind = "file.sweep";

    public static readonly TimeSpan Grace = TimeSpan.FromHours(24);

    private const int Batch = 100;

    public static async Task<JobEnd> Run(JobRun run, CancellationToken stop)
    {
        var services = run.Services;
        var (databases, clock) = (services.GetRequiredService<Databases>(), services.GetRequiredService<Clock>());
        var vault = services.GetRequiredService<FileVault>();
        var actions = services.GetRequiredService<Actions.Actions>();
        while (await Remove(actions, run.Actor, stop) is { Count: > 0 } removed)
        {
            foreach (var id in removed)
            {
                vault.Delete(id.Value);
            }
        }
        await LeftOvers(databases, vault, clock.Machine - Grace, stop);
        return JobEnd.Ok;
    }

    private static async Task<List<FileId>> Remove(Actions.Actions actions, Actor actor, CancellationToken stop) =>
        (await actions.Do<List<FileId>>(actor, OperationId.From(Guid.CreateVersion7()), JobKind, async act =>
        {
            var before = act.Now - Grace;
            var loose = await act.Db.Set<StoredFile>().Where(file => file.LooseSince < before)
                .OrderBy(file => file.LooseSince).Take(Batch).ToListAsync(stop);
            act.Db.RemoveRange(loose);
            act.About("file", string.Join(' ', loose.Select(file => file.Id)), agency: null);
            return loose.Select(file => file.Id).ToList();
        }, stop)).Required;

    private static async Task LeftOvers(Databases databases, FileVault vault, DateTimeOffset before, CancellationToken stop)
    {
        await using var db = databases.OpenForSystem(JobKind);
        foreach (var entries in vault.Enumerate().Where(entry => entry.Written < before).Chunk(Batch))
        {
            foreach (var arriving in entries.Where(entry => entry.Arriving))
            {
                vault.Discard(arriving.Id);
            }
            var kept = entries.Where(entry => !entry.Arriving).Select(entry => FileId.From(entry.Id)).ToList();
            var known = await db.Set<StoredFile>().Where(file => kept.Contains(file.Id)).Select(file => file.Id).ToListAsync(stop);
            foreach (var id in kept.Except(known))
            {
                vault.Delete(id.Value);
            }
        }
    }
}
