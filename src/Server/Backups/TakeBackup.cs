using Guanwei.Server.Files;
using Guanwei.Server.Keys;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Backups;

/// <summary>
/// Copies an installation into one archive while the server runs: first the database, then its files. A file is deleted
/// only a day after nothing refers to it, so whatever the copied database speaks of is still there.
/// </summary>
public static class TakeBackup
{
    /// <param name="SealWith">The master key, when the database's entry is to be sealed with the installation's backup
    /// key.</param>
    public sealed record Request(string File, MasterKey? SealWith, DateTimeOffset Now);

    /// <summary>
    /// Throws <see cref="IOException"/> when the file is there already: a backup is never overwritten.
    /// </summary>
    public static async Task<Manifest> Run(Databases databases, FileVault vault, Request request, CancellationToken stop)
    {
        var target = Path.GetFullPath(request.File);
        if (File.Exists(target))
        {
            throw new IOException($"{target} exists already.");
        }
        var (copy, partial) = (target + ".database", target + ".partial");
        try
        {
            await DatabaseCopy.Make(databases.Settings, copy, stop);
            Manifest manifest;
            await DurableFile.Create(partial).DisposeAsync();
            await using (var file = new FileStream(partial, FileMode.Open, FileAccess.ReadWrite))
            {
                await using (var archive = new ArchiveWriter(file, request.Now))
                {
                    manifest = await Write(archive, databases, vault, request, copy, stop);
                }
                await ArchiveDigest.Append(file, stop);
                file.Flush(flushToDisk: true);
            }
            File.Move(partial, target, overwrite: false);
            DurableFile.SyncFolder(Path.GetDirectoryName(target)!);
            return manifest;
        }
        finally
        {
            File.Delete(copy);
            File.Delete(copy + ".sealed");
            File.Delete(partial);
        }
    }

    private static async Task<Manifest> Write(
        ArchiveWriter archive, Databases databases, FileVault vault, Request request, string copy, CancellationToken stop)
    {
        await using var db = databases.OpenForSystem("backup");
        var keys = await db.Set<WrappedKey>().AsNoTracking().ToListAsync(stop);
        var seal = request.SealWith is { } master ? await Seal(keys, master, copy, stop) : null;
        await using (var database = File.OpenRead(seal is null ? copy : copy + ".sealed"))
        {
            await archive.Add(Manifest.EntryOf(databases.Settings.Kind, seal is not null), database, stop);
        }
        // Read after the database was copied: the list holds all that the copy speaks of, and perhaps a few newer ones.
        var files = await db.Set<StoredFile>().OrderBy(file => file.Id)
            .Select(file => new { file.Id, Loose = file.LooseSince != null }).ToListAsync(stop);
        var missing = new List<string>();
        foreach (var file in files)
        {
            if (!await Add(archive, vault, file.Id, stop) && !file.Loose)
            {
                missing.Add(file.Id.ToString());
            }
        }
        var manifest = new Manifest(
            Manifest.CurrentFormat, request.Now, typeof(TakeBackup).Assembly.GetName().Version!.ToString(),
            databases.Settings.Kind, (await db.AppliedMigrations(stop))[^1], MasterKey.IdOf(keys[0].Wrapped), seal, archive.Entries, missing);
        await archive.End(manifest, stop);
        return manifest;
    }

    private static async Task<bool> Add(ArchiveWriter archive, FileVault vault, FileId id, CancellationToken stop)
    {
        try
        {
            await using var content = vault.OpenSealed(id.Value);
            await archive.Add("files/" + FileVault.Place(id.Value), content, stop);
            return true;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    private static async Task<ArchiveSeal> Seal(List<WrappedKey> keys, MasterKey master, string copy, CancellationToken stop)
    {
        var newest = keys.Where(key => key.Purpose == nameof(KeyPurpose.Backup)).MaxBy(key => key.Version)!;
        var seal = new ArchiveSeal(Guid.CreateVersion7(), (ushort)newest.Version, newest.Wrapped);
        await using var plain = File.OpenRead(copy);
        await using var target = DurableFile.Create(copy + ".sealed");
        await SealedFile.Seal(plain, target, seal.Id, RingOf(seal, master), long.MaxValue, stop, KeyPurpose.Backup);
        return seal;
    }

    internal static KeyRing RingOf(ArchiveSeal seal, MasterKey master) =>
        new([DataKey.Unwrap(master, KeyPurpose.Backup, seal.KeyVersion, seal.Key)]);
}
