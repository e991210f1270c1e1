using Guanwei.Server.Files;
using Guanwei.Server.Hosting;
using Guanwei.Server.Keys;
using Guanwei.Server.Storage;

namespace Guanwei.Server.Backups;

/// <summary>
/// Puts an installation back from an archive: unpacked beside its place, checked whole, and only then moved there.
/// Whatever goes wrong leaves the place as empty as it was.
/// </summary>
public static class RestoreBackup
{
    /// <param name="Data">The data folder; must be empty or not there.</param>
    /// <param name="Connection">An empty PostgreSQL database, for a backup of one.</param>
    /// <param name="Master">From `guanwei keys export`; without it everything comes back but what is sealed stays
    /// closed.</param>
    public sealed record Request(string File, string Data, string? Connection, MasterKey? Master);

    public static async Task<Manifest> Run(Request request, CancellationToken stop)
    {
        var data = Path.TrimEndingDirectorySeparator(Path.GetFullPath(request.Data));
        if (Directory.Exists(data) && Directory.EnumerateFileSystemEntries(data).Any())
        {
            throw Refused("Restore.NotEmpty", data);
        }
        var keyFile = MasterKeyFile.DefaultPath(data);
        if (request.Master is not null && File.Exists(keyFile))
        {
            throw Refused("Restore.KeysThere", keyFile);
        }
        var folder = $"{data}.restoring-{Path.GetRandomFileName()}";
        DurableFile.MakeFolder(folder);
        try
        {
            var manifest = await Unpack(request, folder, stop);
            await CheckDatabase(manifest, request, folder, stop);
            CheckKeys(manifest, request);
            DurableFile.MakeFolder(Path.Combine(folder, "files"));
            if (manifest.Database is DatabaseKind.Postgres)
            {
                var dump = Path.Combine(folder, "main.dump");
                await DatabaseCopy.RestorePostgres(request.Connection!, dump, stop);
                File.Delete(dump);
            }
            PutInPlace(folder, data);
            if (request.Master is { } master)
            {
                MasterKeyFile.Save(master, keyFile, passphrase: null);
            }
            return manifest;
        }
        finally
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static async Task<Manifest> Unpack(Request request, string folder, CancellationToken stop)
    {
        Manifest manifest;
        await using (var archive = File.OpenRead(request.File))
        {
            try
            {
                manifest = await ArchiveReader.Unpack(archive, folder, stop);
            }
            catch (DamagedArchiveException damaged)
            {
                throw Refused("Restore.Damaged", request.File, damaged.Message);
            }
        }
        if (manifest.Seal is { } seal)
        {
            await Unseal(seal, manifest, request.Master ?? throw Refused("Restore.SealedNeedsKeys"), folder, stop);
        }
        return manifest;
    }

    private static async Task Unseal(ArchiveSeal seal, Manifest manifest, MasterKey master, string folder, CancellationToken stop)
    {
        var path = Path.Combine(folder, manifest.DatabaseEntry);
        await using (var opened = SealedFile.OpenRead(
            File.OpenRead(path), seal.Id, TakeBackup.RingOf(seal, master), KeyPurpose.Backup))
        await using (var plain = DurableFile.Create(Path.Combine(folder, Manifest.EntryOf(manifest.Database, false))))
        {
            await opened.CopyToAsync(plain, stop);
            plain.Flush(flushToDisk: true);
        }
        File.Delete(path);
    }

    private static async Task CheckDatabase(Manifest manifest, Request request, string folder, CancellationToken stop)
    {
        if (!Schema.KnownMigrations(manifest.Database).Contains(manifest.Migration))
        {
            throw Refused("Restore.Newer", manifest.Program);
        }
        if (manifest.Database is DatabaseKind.Sqlite)
        {
            if (request.Connection is not null)
            {
                throw Refused("Restore.IsSqlite");
            }
            if (!await DatabaseCopy.IsWhole(Path.Combine(folder, "main.db"), stop))
            {
                throw Refused("Restore.Damaged", request.File, "main.db");
            }
            return;
        }
        if (request.Connection is null)
        {
            throw Refused("Restore.IsPostgres");
        }
        if (!await DatabaseCopy.IsEmptyPostgres(request.Connection, stop))
        {
            throw Refused("Restore.DatabaseNotEmpty");
        }
    }

    private static void CheckKeys(Manifest manifest, Request request)
    {
        if (request.Master is { } master && master.Id != manifest.MasterKey)
        {
            throw Refused("Restore.OtherKeys", master.Id, manifest.MasterKey);
        }
    }

    private static void PutInPlace(string folder, string data)
    {
        if (Directory.Exists(data))
        {
            // Empty, as was asked above; a file that came in since then stops it here.
            Directory.Delete(data);
        }
        Directory.Move(folder, data);
        DurableFile.SyncFolder(Path.GetDirectoryName(data)!);
    }

    private static HaltException Refused(string key, params object?[] arguments) =>
        new(ExitCode.Refused, Texts.Say(key, arguments));
}
