using System.Formats.Tar;
using System.Security.Cryptography;

namespace Guanwei.Server.Backups;

/// <summary>Writes one tar archive, digesting each entry on its way.</summary>
internal sealed class ArchiveWriter(Stream target, DateTimeOffset made) : IAsyncDisposable
{
    private readonly TarWriter tar = new(target, TarEntryFormat.Pax, leaveOpen: true);
    private readonly List<ArchiveEntry> entries = [];

    public IReadOnlyList<ArchiveEntry> Entries => entries;

    public async Task Add(string name, Stream content, CancellationToken stop)
    {
        using var digest = SHA256.Create();
        await using var counted = new CryptoStream(content, digest, CryptoStreamMode.Read, leaveOpen: true);
        await tar.WriteEntryAsync(Entry(name, counted), stop);
        entries.Add(new ArchiveEntry(name, content.Position, Convert.ToHexStringLower(digest.Hash!)));
    }

    /// <summary>The manifest comes last, when everything else has been digested.</summary>
    public Task End(Manifest manifest, CancellationToken stop) =>
        tar.WriteEntryAsync(Entry(Manifest.Name, new MemoryStream(manifest.Write())), stop);

    public ValueTask DisposeAsync() => tar.DisposeAsync();

    private PaxTarEntry Entry(string name, Stream content) => new(TarEntryType.RegularFile, name)
    {
        DataStream = content,
        Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        ModificationTime = made,
    };
}
