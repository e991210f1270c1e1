using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Guanwei.Server.Keys;

namespace Guanwei.Server.Backups;

/// <summary>The archive is not a whole backup of ours; nothing of it was used.</summary>
public sealed class DamagedArchiveException(string what, Exception? inner = null) : Exception(what, inner);

/// <summary>Unpacks an archive into an empty folder and believes nothing of it until every digest fits.</summary>
internal static partial class ArchiveReader
{
    private const int LongestManifest = 256 << 20;

    public static async Task<Manifest> Unpack(FileStream archive, string folder, CancellationToken stop)
    {
        if (!await ArchiveDigest.Fits(archive, stop))
        {
            throw new DamagedArchiveException(Path.GetFileName(archive.Name));
        }
        var found = new Dictionary<string, ArchiveEntry>();
        byte[]? manifestBytes = null;
        try
        {
            await using var tar = new TarReader(archive, leaveOpen: true);
            while (await tar.GetNextEntryAsync(copyData: false, stop) is { } entry)
            {
                if (entry.EntryType is not TarEntryType.RegularFile || entry.DataStream is not { } content)
                {
                    throw new DamagedArchiveException(entry.Name);
                }
                if (entry.Name is Manifest.Name)
                {
                    manifestBytes = await ReadAll(content, stop);
                }
                else if (!KnownName().IsMatch(entry.Name)
                    || !found.TryAdd(entry.Name, await Extract(entry.Name, content, folder, stop)))
                {
                    // A name is written to the disk only when it is one of ours: no "..", no absolute path, no link,
                    // none twice.
                    throw new DamagedArchiveException(entry.Name);
                }
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException or FormatException or ArgumentException)
        {
            throw new DamagedArchiveException(broken.Message, broken);
        }
        return Checked(found, manifestBytes);
    }

    private static Manifest Checked(Dictionary<string, ArchiveEntry> found, byte[]? bytes)
    {
        if (bytes is null || Manifest.Read(bytes) is not { } manifest)
        {
            throw new DamagedArchiveException(Manifest.Name);
        }
        var wrong = manifest.Entries.FirstOrDefault(entry => !found.TryGetValue(entry.Name, out var real) || real != entry);
        if (wrong is not null || found.Count != manifest.Entries.Count || !found.ContainsKey(manifest.DatabaseEntry))
        {
            throw new DamagedArchiveException(wrong?.Name ?? manifest.DatabaseEntry);
        }
        return manifest;
    }

    private static async Task<ArchiveEntry> Extract(string name, Stream content, string folder, CancellationToken stop)
    {
        var path = Path.Combine(folder, name);
        DurableFile.MakeFolder(Path.GetDirectoryName(path)!);
        await using var file = DurableFile.Create(path);
        using var digest = SHA256.Create();
        await using (var digesting = new CryptoStream(file, digest, CryptoStreamMode.Write, leaveOpen: true))
        {
            await content.CopyToAsync(digesting, stop);
        }
        file.Flush(flushToDisk: true);
        return new ArchiveEntry(name, file.Length, Convert.ToHexStringLower(digest.Hash!));
    }

    private static async Task<byte[]> ReadAll(Stream content, CancellationToken stop)
    {
        if (content.Length > LongestManifest)
        {
            throw new DamagedArchiveException(Manifest.Name);
        }
        using var memory = new MemoryStream();
        await content.CopyToAsync(memory, stop);
        return memory.ToArray();
    }

    [GeneratedRegex(@"^(main\.(db|dump)(\.sealed)?|files/[0-9a-f]{2}/[0-9a-f]{32}\.sealed)\z")]
    private static partial Regex KnownName();
}
