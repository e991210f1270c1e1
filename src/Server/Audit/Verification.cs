using Guanwei.Server.Hosting;
using Guanwei.Server.Jobs;
using Guanwei.Server.Keys;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Audit;

/// <summary>
/// What the examiner brings along: keys and checkpoints that do not come from the database under examination.
/// </summary>
/// <param name="Keys">Null when the master key is not at hand.</param>
/// <param name="Root">Null: the database's own word for it must do.</param>
/// <param name="Known">Checkpoints from the data folder and from the auditor.</param>
/// <param name="UnreadableFiles">How many files of checkpoints could not be read.</param>
public sealed record Evidence(KeyRing? Keys, Sm2PublicKey? Root, IReadOnlyList<AuditCheckpoint> Known, int UnreadableFiles = 0);

/// <summary>
/// Recomputes the whole chain in one pass, in constant memory, reading only. After a fault it goes on from the stored
/// hash, so that each fault is named where it is and nothing behind it is blamed.
/// </summary>
public sealed class Verification(PlatformDb db, Evidence evidence, DateTimeOffset now)
{
    private const int MostKept = 100;
    private const int Step = 10_000;
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    private readonly Canonical canonical = new();
    private readonly List<AuditFinding> findings = [];
    private long faults;

    /// <param name="report">Told the number of entries read, now and then; false stops.</param>
    public async Task<Verdict> Run(Func<long, ValueTask<bool>>? report, CancellationToken cancel)
    {
        // One snapshot: entries sealed while this runs belong to the next verification.
        var head = await db.Set<AuditHead>().AsNoTracking().SingleOrDefaultAsync(cancel);
        var table = await db.Set<AuditCheckpoint>().AsNoTracking().OrderBy(x => x.Id).ToListAsync(cancel);
        var limit = head is null || !IsGenuine(head) ? long.MaxValue : head.Number;
        for (var file = 0; file < evidence.UnreadableFiles; file++)
        {
            Add(AuditFault.FileUnreadable, 0);
        }
        var signed = await CheckCheckpoints(table, head, cancel);
        var (entries, last) = await CheckChain(signed, report, cancel);
        CheckEnd(head, limit, entries, last);
        var (unsealed, oldest) = await CheckTail(cancel);
        return new Verdict(
            entries, table.Count, unsealed, oldest, evidence.Keys is not null,
            last is null ? null : Convert.ToHexStringLower(last.Value.Hash), faults, findings);
    }

    private async Task<ILookup<long, AuditCheckpoint>> CheckCheckpoints(
        List<AuditCheckpoint> table, AuditHead? head, CancellationToken cancel)
    {
        var claimed = await db.Set<Installation>().Select(x => x.RootKey).SingleOrDefaultAsync(cancel);
        if (evidence.Root is { } trusted && claimed is not null && !claimed.AsSpan().SequenceEqual(trusted.Export()))
        {
            Add(AuditFault.RootReplaced, 0);
        }
        var root = evidence.Root ?? (claimed is null ? null : Sm2PublicKey.Import(claimed));
        var genuine = new List<AuditCheckpoint>();
        foreach (var checkpoint in table.Concat(evidence.Known))
        {
            if (root is not null && root.Verify(canonical.Checkpoint(checkpoint), checkpoint.Signature))
            {
                genuine.Add(checkpoint);
            }
            else
            {
                Add(AuditFault.CheckpointForged, checkpoint.Id);
            }
        }
        CheckSequence(table, head);
        var inTable = table.Select(x => (x.Id, Convert.ToHexString(x.Hash))).ToHashSet();
        foreach (var known in genuine.Where(x => !inTable.Contains((x.Id, Convert.ToHexString(x.Hash)))).DistinctBy(x => x.Id))
        {
            Add(AuditFault.CheckpointMissing, known.Id);
        }
        return genuine.ToLookup(x => x.Number);
    }

    private void CheckSequence(List<AuditCheckpoint> table, AuditHead? head)
    {
        var expected = 1;
        byte[] previous = new byte[Sm3.DigestBytes];
        foreach (var checkpoint in table)
        {
            for (; expected < checkpoint.Id; expected++)
            {
                Add(AuditFault.CheckpointMissing, expected);
                previous = checkpoint.Previous;
            }
            if (!checkpoint.Previous.AsSpan().SequenceEqual(previous))
            {
                Add(AuditFault.CheckpointMissing, checkpoint.Id - 1);
            }
            previous = checkpoint.Digest();
            expected = checkpoint.Id + 1;
        }
        for (; head is not null && expected <= head.Checkpoint; expected++)
        {
            Add(AuditFault.CheckpointMissing, expected);
        }
    }

    private async Task<(long Count, (long Number, byte[] Hash)? Last)> CheckChain(
        ILookup<long, AuditCheckpoint> signed, Func<long, ValueTask<bool>>? report, CancellationToken cancel)
    {
        var previous = new byte[Sm3.DigestBytes];
        (long Number, byte[] Hash)? last = null;
        long expected = 1, count = 0;
        var entries = db.Set<AuditEntry>().AsNoTracking().Where(x => x.Number != null).OrderBy(x => x.Number);
        await foreach (var entry in entries.AsAsyncEnumerable().WithCancellation(cancel))
        {
            var number = entry.Number!.Value;
            var hash = entry.Hash ?? [];
            if (number < expected)
            {
                Add(AuditFault.Twice, number, entry);
            }
            var afterGap = number > expected;
            for (; expected < number; expected++)
            {
                Add(AuditFault.Missing, expected);
                Contradict(signed, expected, []);
            }
            // After a gap the previous hash is unknown: the link cannot be judged, the MAC can.
            if (!afterGap && !Sealer.Link(previous, canonical.Entry(entry, number, entry.Mac)).AsSpan().SequenceEqual(hash))
            {
                Add(AuditFault.Altered, number, entry);
            }
            if (!IsGenuine(entry))
            {
                Add(AuditFault.Forged, number, entry);
            }
            Contradict(signed, number, hash);
            (previous, last, expected) = (hash, (number, hash), Math.Max(expected, number + 1));
            if (++count % Step == 0 && report is not null && !await report(count))
            {
                throw new OperationCanceledException("The verification was stopped.");
            }
        }
        foreach (var beyond in signed.Where(x => x.Key >= expected).SelectMany(x => x).DistinctBy(x => x.Id))
        {
            Add(AuditFault.CheckpointContradicted, beyond.Number);
        }
        return (count, last);
    }

    private void Contradict(ILookup<long, AuditCheckpoint> signed, long number, byte[] hash)
    {
        if (signed[number].Any(checkpoint => !checkpoint.Hash.AsSpan().SequenceEqual(hash)))
        {
            Add(AuditFault.CheckpointContradicted, number);
        }
    }

    private void CheckEnd(AuditHead? head, long limit, long entries, (long Number, byte[] Hash)? last)
    {
        if (head is null)
        {
            if (entries > 0)
            {
                Add(AuditFault.HeadForged, last!.Value.Number);
            }
            return;
        }
        if (limit == long.MaxValue)
        {
            Add(AuditFault.HeadForged, head.Number);
        }
        for (var gone = (last?.Number ?? 0) + 1; gone <= head.Number; gone++)
        {
            Add(AuditFault.CutOff, gone);
        }
        if (last is { } end && end.Number == head.Number && !end.Hash.AsSpan().SequenceEqual(head.Hash))
        {
            Add(AuditFault.Altered, end.Number);
        }
    }

    private async Task<(long Count, DateTimeOffset? Oldest)> CheckTail(CancellationToken cancel)
    {
        long count = 0;
        DateTimeOffset? oldest = null;
        var tail = db.Set<AuditEntry>().AsNoTracking().Where(x => x.Number == null).OrderBy(x => x.Id);
        await foreach (var entry in tail.AsAsyncEnumerable().WithCancellation(cancel))
        {
            count++;
            oldest = oldest is null || entry.At < oldest ? entry.At : oldest;
            if (!IsGenuine(entry))
            {
                Add(AuditFault.UnsealedForged, 0, entry);
            }
        }
        if (oldest < now - patience && await SealerRuns(cancel))
        {
            Add(AuditFault.TailOld, 0);
        }
        return (count, oldest);
    }

    /// <summary>A stopped installation may leave a tail: the next start seals it.</summary>
    private Task<bool> SealerRuns(CancellationToken cancel)
    {
        var lately = now - patience;
        return db.Set<Job>().AnyAsync(x => x.Kind == Sealer.JobKind && x.Due > lately, cancel);
    }

    private bool IsGenuine(AuditEntry entry) =>
        IsGenuine(entry.MacKey, entry.Mac, () => canonical.Entry(entry, null, null).ToArray());

    private bool IsGenuine(AuditHead head) =>
        IsGenuine(head.MacKey, head.Mac, () => canonical.Head(head.Number, head.Hash, head.Checkpoint).ToArray());

    private bool IsGenuine(int version, byte[] mac, Func<byte[]> message) => evidence.Keys is not { } keys
        || (keys.Has(KeyPurpose.Audit, version) && keys.Mac(KeyPurpose.Audit, (ushort)version, message()).AsSpan().SequenceEqual(mac));

    private void Add(AuditFault fault, long number, AuditEntry? entry = null)
    {
        faults++;
        if (findings.Count < MostKept)
        {
            findings.Add(new AuditFinding(fault, number, entry?.Id.ToString()));
        }
    }
}
