using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Guanwei.Server.Files;
using Guanwei.Server.Hosting;
using Guanwei.Server.Keys;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Doctor;

/// <summary>Rows and files: does each have the other, and does a sample still say what was uploaded?</summary>
internal static class FileChecks
{
    private const int Sample = 50;

    public static async Task<IReadOnlyList<Finding>> Run(IServiceProvider services, KeyRing? ring, CancellationToken stop)
    {
        await using var db = services.GetRequiredService<Databases>().OpenForSystem("doctor");
        // A vault makes its folder; the doctor makes nothing.
        var folder = services.GetRequiredService<DataFolder>().Files;
        var vault = Directory.Exists(folder) ? services.GetRequiredService<FileVault>() : null;
        var onDisk = vault?.Enumerate().Where(entry => !entry.Arriving).Select(entry => entry.Id).ToHashSet() ?? [];
        var rows = await db.Set<StoredFile>().Select(file => file.Id).ToListAsync(stop);
        var missing = rows.Where(id => !onDisk.Contains(id.Value)).ToList();
        var leftOver = onDisk.Count - (rows.Count - missing.Count);
        return
        [
            missing.Count == 0 ? Finding.Ok("files.there", rows.Count) : Finding.Fail("files.there", missing.Count, missing[0]),
            leftOver == 0 ? Finding.Ok("files.known") : Finding.Warn("files.known", leftOver),
            ring is null ? Finding.Warn("files.whole")
                : vault is null ? Finding.Ok("files.whole", 0)
                : await Whole(db, vault, ring, missing, stop),
        ];
    }

    private static async Task<Finding> Whole(
        PlatformDb db, FileVault vault, KeyRing ring, List<FileId> missing, CancellationToken stop)
    {
        var files = await db.Set<StoredFile>().AsNoTracking().Where(file => !missing.Contains(file.Id))
            .OrderBy(file => file.Sha256).Take(Sample * 20).ToListAsync(stop);
        Random.Shared.Shuffle(CollectionsMarshal.AsSpan(files));
        foreach (var file in files.Take(Sample))
        {
            if (!await IsWhole(vault, ring, file, stop))
            {
                return Finding.Fail("files.whole", file.Id);
            }
        }
        return Finding.Ok("files.whole", Math.Min(Sample, files.Count));
    }

    private static async Task<bool> IsWhole(FileVault vault, KeyRing ring, StoredFile file, CancellationToken stop)
    {
        try
        {
            await using var content = vault.Open(file.Id.Value, ring);
            return (await SHA256.HashDataAsync(content, stop)).AsSpan().SequenceEqual(file.Sha256);
        }
        catch (Exception broken) when (broken is KeyException or IOException)
        {
            return false;
        }
    }
}
