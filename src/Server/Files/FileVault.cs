using Guanwei.Server.Keys;

namespace Guanwei.Server.Files;

/// <summary>What became of bytes that someone sent.</summary>
public abstract record Receipt
{
    public sealed record Received(ContentDigest Content) : Receipt;
    public sealed record TooLarge(long Limit) : Receipt;
    public sealed record DiskFull : Receipt;
}

/// <param name="Written">Machine time of the last write, UTC.</param>
public sealed record VaultEntry(Guid Id, bool Arriving, DateTimeOffset Written);

/// <summary>Sealed files on the disk: `arriving/ID.sealed` until they were inspected, then `XX/ID.sealed`. XX is the
/// id's last two digits, because the first ones of a UUID v7 are the time and fill one folder for years. Names given by
/// people never get here.</summary>
public sealed class FileVault
{
    /// <summary>Room that uploads leave to the database: a full disk must stop uploads first.</summary>
    public const long UsualReserve = 256L << 20;

    private const string Ending = ".sealed";
    private readonly string folder;
    private readonly string arriving;
    private readonly long reserve;

    public FileVault(string folder, long reserve = UsualReserve)
    {
        (this.folder, this.reserve) = (Path.GetFullPath(folder), reserve);
        arriving = Path.Combine(this.folder, "arriving");
        DurableFile.MakeFolder(arriving);
    }

    /// <summary>Seals the content into `arriving` and waits until it is on the disk. What cannot be kept, and what
    /// broke off, leaves nothing behind.</summary>
    public async Task<Receipt> Receive(Guid id, Stream content, KeyRing ring, long limit, CancellationToken stop)
    {
        if (new DriveInfo(arriving).AvailableFreeSpace < reserve)
            return new Receipt.DiskFull();
        var unfinished = false;
        try
        {
            await using var file = DurableFile.Create(Arriving(id));
            unfinished = true;
            if (await SealedFile.Seal(content, file, id, ring, limit, stop) is not { } digest)
                return new Receipt.TooLarge(limit);
            file.Flush(flushToDisk: true);
            unfinished = false;
            return new Receipt.Received(digest);
        }
        catch (IOException problem) when (DurableFile.IsDiskFull(problem))
        {
            return new Receipt.DiskFull();
        }
        finally
        {
            if (unfinished)
                File.Delete(Arriving(id));
        }
    }

    /// <summary>For inspection, before <see cref="Keep"/>.</summary>
    public Stream OpenArriving(Guid id, KeyRing ring) => Open(Arriving(id), id, ring);

    public Stream Open(Guid id, KeyRing ring) => Open(Kept(id), id, ring);

    /// <summary>
    /// After this the file survives a power cut; its row is written next. Keeping twice is keeping once.
    /// </summary>
    public void Keep(Guid id)
    {
        var place = Kept(id);
        if (!Directory.Exists(Path.GetDirectoryName(place)))
        {
            DurableFile.MakeFolder(Path.GetDirectoryName(place)!);
            DurableFile.SyncFolder(folder);
        }
        if (File.Exists(Arriving(id)))
            File.Move(Arriving(id), place, overwrite: false);
        else if (!File.Exists(place))
            throw new FileNotFoundException($"No file {id:N} arrived");
        DurableFile.SyncFolder(Path.GetDirectoryName(place)!);
    }

    /// <summary>Drops what arrived and was not kept; a second time does nothing.</summary>
    public void Discard(Guid id) => File.Delete(Arriving(id));

    /// <summary>Deletes what was kept; a second time does nothing.</summary>
    public void Delete(Guid id)
    {
        if (!File.Exists(Kept(id)))
            return;
        File.Delete(Kept(id));
        DurableFile.SyncFolder(Path.GetDirectoryName(Kept(id))!);
    }

    /// <summary>All there is, for the sweep: old arrivals are discarded, kept files without a row deleted. Files of
    /// other names are not ours.</summary>
    public IEnumerable<VaultEntry> Enumerate() =>
        from file in new DirectoryInfo(folder).EnumerateFiles("*" + Ending, SearchOption.AllDirectories)
        let id = Guid.TryParseExact(Path.GetFileNameWithoutExtension(file.Name), "N", out var parsed) ? parsed : Guid.Empty
        where id != Guid.Empty
        select new VaultEntry(id, file.DirectoryName == arriving, file.LastWriteTimeUtc);

    /// <summary>A kept file as it lies on the disk, for backups.</summary>
    public Stream OpenSealed(Guid id) => File.OpenRead(Kept(id));

    /// <summary>Where a kept file lies below the vault's folder.</summary>
    public static string Place(Guid id)
    {
        var name = id.ToString("N");
        return $"{name[^2..]}/{name}{Ending}";
    }

    public ushort KeyVersion(Guid id)
    {
        using var file = File.OpenRead(Kept(id));
        return SealedFile.KeyVersion(file);
    }

    /// <summary>Puts a kept file under the ring's current file key: a copy with a new header takes its place. For the
    /// rotation job; safe to repeat after a crash, and readers keep what they opened.</summary>
    public void Reseal(Guid id, KeyRing ring)
    {
        Discard(id);
        using (var old = File.OpenRead(Kept(id)))
        using (var copy = DurableFile.Create(Arriving(id)))
        {
            copy.Write(SealedFile.RenewedHeader(old, id, ring));
            old.Position = SealedFile.HeaderBytes;
            old.CopyTo(copy);
            copy.Flush(flushToDisk: true);
        }
        File.Move(Arriving(id), Kept(id), overwrite: true);
        DurableFile.SyncFolder(Path.GetDirectoryName(Kept(id))!);
    }

    private static Stream Open(string path, Guid id, KeyRing ring)
    {
        var file = File.OpenRead(path);
        try
        {
            return SealedFile.OpenRead(file, id, ring);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private string Arriving(Guid id) => Path.Combine(arriving, $"{id:N}{Ending}");

    private string Kept(Guid id) => Path.Combine(folder, Place(id));
}
