using System.Data.Common;
using Guanwei.Server.Storage;

namespace Guanwei.Server.Keys;

/// <summary>
/// A new master key comes in three steps: `master.next.json` is on the disk; one transaction wraps every key anew; the
/// file takes the place of `master.json`, whose copy stays as `master.ID.json`. Which file is in force the database
/// says, so an installation starts wherever between the steps the program was killed.
/// </summary>
public sealed partial class NextMasterKey(string keyFile)
{
    private readonly string folder = Path.GetDirectoryName(Path.GetFullPath(keyFile))!;

    public string File { get; } = Path.ChangeExtension(keyFile, ".next.json");

    public bool IsThere => System.IO.File.Exists(File);

    /// <summary>Where a key lies that is in force no longer.</summary>
    public string KeptAs(string id) => Path.ChangeExtension(keyFile, $".{id}.json");

    /// <summary>
    /// The file whose key opens this database: the next one when its renewal was stopped behind the commit. Null when
    /// two files lie there and the database cannot say which it is.
    /// </summary>
    public string? InForce(Databases databases)
    {
        if (!IsThere)
        {
            return keyFile;
        }
        if (databases.Settings.FileIsGone)
        {
            return null;
        }
        try
        {
            using var db = databases.OpenForSystem("finding the master key in force");
            return InForce(db);
        }
        // Npgsql wraps what it calls transient, and "connection refused" is.
        catch (Exception away) when (away is DbException or InvalidOperationException { InnerException: DbException })
        {
            // Away, or without tables: whoever asks it next says so.
            return null;
        }
    }

    /// <inheritdoc cref="InForce(Databases)"/>
    public string? InForce(PlatformDb db)
    {
        if (!IsThere)
        {
            return keyFile;
        }
        return StoredKeys.MasterIdOf(db) is not { } id ? null : MasterKeyFile.IdOf(File) == id ? File : keyFile;
    }

    /// <summary>
    /// Ends a renewal that was stopped behind its commit; only for whoever holds the data folder. While the database
    /// cannot say, nothing is said here: who believed "not used" would throw the only key away.
    /// </summary>
    public void Settle(Databases databases, ILogger log)
    {
        var inForce = InForce(databases);
        if (inForce == File)
        {
            Finished(log, TakePlace());
        }
        else if (inForce is not null)
        {
            LeftOver(log, File);
        }
    }

    /// <summary>The copy comes first and the rename replaces: at no moment is there no `master.json`.</summary>
    /// <returns>Where the key that was in force lies now; null when it is the same key.</returns>
    public string? TakePlace()
    {
        var kept = MasterKeyFile.IdOf(keyFile) is { } id && id != MasterKeyFile.IdOf(File) ? KeptAs(id) : null;
        if (kept is not null)
        {
            DurableFile.Replace(kept, System.IO.File.ReadAllBytes(keyFile));
        }
        System.IO.File.Move(File, keyFile, overwrite: true);
        DurableFile.SyncFolder(folder);
        return kept;
    }

    /// <summary>
    /// Makes room for another. Never deletes: a commit whose answer was lost may still arrive at the database.
    /// </summary>
    /// <returns>Where it lies now; null when there was none.</returns>
    public string? PutAside()
    {
        if (!IsThere)
        {
            return null;
        }
        var place = KeptAs(MasterKeyFile.IdOf(File) ?? $"{Path.GetRandomFileName()}.unreadable");
        System.IO.File.Move(File, place, overwrite: true);
        DurableFile.SyncFolder(folder);
        return place;
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "A renewal of the master key was stopped before its last step and is finished now; the key before it lies in {Kept}.")]
    private static partial void Finished(ILogger log, string? kept);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "{File} is left over from a renewal of the master key that was not committed; it is not used.")]
    private static partial void LeftOver(ILogger log, string file);
}
