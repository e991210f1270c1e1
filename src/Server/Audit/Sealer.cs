using Guanwei.Server.Actions;
using Guanwei.Server.Jobs;
using Guanwei.Server.Keys;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Audit;

/// <summary>
/// Gives committed entries their number and their place in the chain. One in the cluster, by lease; should two ever
/// run, the head's version lets only one of them commit. What is visible is committed, so an entry that commits late
/// simply gets a later number.
/// </summary>
public sealed class Sealer(Databases databases, InForceSource inForce)
{
    public const string JobKind = "audit.seal";

    public static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private const int Batch = 500;

    public static async Task<JobEnd> Run(JobRun run, CancellationToken cancel)
    {
        await run.Services.GetRequiredService<Sealer>().SealAll(cancel);
        return JobEnd.Ok;
    }

    /// <summary>Seals everything committed so far; the number of entries sealed.</summary>
    public async Task<int> SealAll(CancellationToken cancel)
    {
        var all = 0;
        for (int count; (count = await SealSome(cancel)) > 0;)
        {
            all += count;
        }
        return all;
    }

    private async Task<int> SealSome(CancellationToken cancel)
    {
        // Nobody waits at the gate for a look that finds nothing, which is what most seconds bring.
        await using (var look = databases.OpenForSystem("sealing the audit"))
        {
            if (!await look.Set<AuditEntry>().AnyAsync(entry => entry.Number == null, cancel))
            {
                return 0;
            }
        }
        using var turn = await databases.Gate.Enter(cancel);
        await using var db = databases.OpenForSystem("sealing the audit");
        db.HoldsGate = true;
        var head = await Head(db, cancel);
        var canonical = new Canonical();
        var entries = await db.Set<AuditEntry>().Where(entry => entry.Number == null)
            .OrderBy(entry => entry.Id).Take(Batch).ToListAsync(cancel);
        foreach (var entry in entries)
        {
            head.Hash = Link(head.Hash, canonical.Entry(entry, ++head.Number, entry.Mac));
            (entry.Number, entry.Hash) = (head.Number, head.Hash);
        }
        head.Sign(inForce.Current.Keys);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException met) when (Conflicts.IsConflict(met))
        {
            // The hourly checkpoint or another node was sealing: what it left over is sealed in the next round.
            return 0;
        }
        return entries.Count;
    }

    internal static async Task<AuditHead> Head(PlatformDb db, CancellationToken cancel)
    {
        if (await db.Set<AuditHead>().SingleOrDefaultAsync(cancel) is { } there)
        {
            return there;
        }
        var head = new AuditHead();
        db.Add(head);
        return head;
    }

    /// <summary>SM3 over the previous hash and the canonical bytes.</summary>
    public static byte[] Link(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> canonical)
    {
        Span<byte> message = stackalloc byte[Sm3.DigestBytes + 2048];
        if (canonical.Length > 2048)
        {
            message = new byte[Sm3.DigestBytes + canonical.Length];
        }
        previous.CopyTo(message);
        canonical.CopyTo(message[Sm3.DigestBytes..]);
        return Sm3.Digest(message[..(Sm3.DigestBytes + canonical.Length)]);
    }
}
