using System.Security.Cryptography;
using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Ids;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Guanwei.Vision;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Files;

/// <summary>
/// Where files come in: sealed onto the disk, inspected by the child process, compared with what the child saw. All of
/// it before the verb's transaction begins, which then only writes a row.
/// </summary>
public sealed class Reception(
    FileVault vault, Inspector inspector, InForceSource inForce, Databases databases, Clock clock, FilePurposes purposes)
{
    /// <summary>
    /// More is not even read. The rules' own limits (2 MB for documents) lie below, so that they can answer.
    /// </summary>
    public const long MostBytes = 32L << 20;

    public FilePurposes Purposes { get; } = purposes;

    /// <param name="name">As the sender gave it.</param>
    public async Task<Arrival> Receive(Stream content, string name, CancellationToken stop)
    {
        Span<byte> chance = stackalloc byte[10];
        RandomNumberGenerator.Fill(chance);
        var id = FileId.From(NewIds.Uuid7(clock.Now, chance));
        return await vault.Receive(id.Value, content, inForce.Current.Keys, MostBytes, stop) switch
        {
            Receipt.Received received => await Inspect(id, name, received.Content, stop),
            Receipt.TooLarge => Nothing(id, name, InspectionReasons.TooLarge(name, MostBytes)),
            _ => Nothing(id, name, InspectionReasons.NoRoom()),
        };
    }

    private async Task<Arrival> Inspect(FileId id, string name, ContentDigest content, CancellationToken stop)
    {
        try
        {
            await using var plain = vault.OpenArriving(id.Value, inForce.Current.Keys);
            if (await inspector.Inspect(plain, name, stop) is not Inspected<Inspection>.Answered { Verdict: var verdict })
            {
                return new Arrival(id, name, content, null, [InspectionReasons.Failed(name)], Settle);
            }
            var reasons = verdict.Findings.Select(finding => InspectionReasons.Of(finding, name)).ToList();
            // The child saw other bytes than those that came in: a disk or memory that cannot be trusted.
            if (verdict.Sha256 is { } seen && seen != Convert.ToHexStringLower(content.Sha256))
            {
                reasons.Add(InspectionReasons.Changed(name));
            }
            var arrival = new Arrival(id, name, content, verdict, reasons, Settle);
            if (!arrival.Blocked)
            {
                // Before its row: a row must never speak of a file that a power cut took away.
                vault.Keep(id.Value);
            }
            return arrival;
        }
        catch
        {
            vault.Discard(id.Value);
            throw;
        }
    }

    private static Arrival Nothing(FileId id, string name, Reason reason) =>
        new(id, name, null, null, [reason], _ => ValueTask.CompletedTask);

    // Whether a row was committed only the database knows: a verb may be refused, rolled back, or answered from its
    // first click. Where it cannot be asked, the sweep does this a day later.
    private async ValueTask Settle(Arrival arrival)
    {
        vault.Discard(arrival.Id.Value);
        if (arrival.Stored)
        {
            await using var db = databases.OpenForSystem("settling an upload");
            if (await db.Set<StoredFile>().AnyAsync(file => file.Id == arrival.Id))
            {
                return;
            }
        }
        vault.Delete(arrival.Id.Value);
    }
}
