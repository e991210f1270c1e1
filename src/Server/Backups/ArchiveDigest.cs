using System.Security.Cryptography;

namespace Guanwei.Server.Backups;

/// <summary>
/// The last bytes of an archive, behind the tar's own end, where other programs pass over them: "GWB1" and SHA-256 of
/// everything before. So no byte of an archive can change unseen, not even in the headers that the tar format leaves
/// unchecked.
/// </summary>
internal static class ArchiveDigest
{
    private const int Bytes = 4 + SHA256.HashSizeInBytes;

    private static ReadOnlySpan<byte> Magic => "GWB1"u8;

    public static async Task Append(FileStream archive, CancellationToken stop)
    {
        archive.Position = 0;
        var digest = await SHA256.HashDataAsync(archive, stop);
        archive.Write(Magic);
        archive.Write(digest);
    }

    /// <summary>Reads the archive once and leaves it at its beginning; false when it is cut or changed.</summary>
    public static async Task<bool> Fits(FileStream archive, CancellationToken stop)
    {
        if (archive.Length < Bytes)
        {
            return false;
        }
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        var left = archive.Length - Bytes;
        while (left > 0)
        {
            var count = await archive.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)), stop);
            digest.AppendData(buffer, 0, count);
            left -= count;
        }
        var trailer = new byte[Bytes];
        await archive.ReadExactlyAsync(trailer, stop);
        archive.Position = 0;
        return trailer.AsSpan().StartsWith(Magic) && trailer.AsSpan(Magic.Length).SequenceEqual(digest.GetHashAndReset());
    }
}
