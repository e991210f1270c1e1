using System.Buffers.Binary;
using System.Security.Cryptography;
using Guanwei.Server.Keys;

namespace Guanwei.Server.Files;

/// <summary>What is known of a plaintext once it was read to its end.</summary>
public sealed record ContentDigest(long Size, byte[] Sha256, byte[] Sm3);

/// <summary>A file's sealed form. Header: "GWF" and format 1 (4) ‖ chunk size (4) ‖ file id (16) ‖ the file's own key,
/// sealed by the ring's file key (47, names its version). Then chunks of 64 KiB plaintext and a tag; each is bound to
/// file id, index and whether it is the last. Every file has its own random key, so the index serves as nonce, and
/// rotation renews the header alone.</summary>
public static class SealedFile
{
    public const int ChunkBytes = 64 * 1024;
    public const int SealedChunkBytes = ChunkBytes + Sm4Gcm.TagBytes;
    public const int HeaderBytes = BoundBytes + KeyRing.Overhead + Sm4Gcm.KeyBytes;

    private const int IdBytes = 16;
    private const int BoundBytes = 4 + 4 + IdBytes;
    private static ReadOnlySpan<byte> Magic => "GWF\u0001"u8;

    /// <summary>
    /// Reads the source to its end; null when it is longer than the limit (the target is then worthless).
    /// </summary>
    public static async Task<ContentDigest?> Seal(
        Stream source, Stream target, Guid id, KeyRing ring, long limit, CancellationToken stop,
        KeyPurpose purpose = KeyPurpose.File)
    {
        var fileKey = Sm4Gcm.NewKey();
        await target.WriteAsync(Header(ring, id, fileKey, purpose), stop);
        var cipher = new Sm4Gcm(fileKey);
        CryptographicOperations.ZeroMemory(fileKey);

        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var sm3 = new Sm3();
        var (chunk, next, output) = (new byte[ChunkBytes], new byte[ChunkBytes], new byte[SealedChunkBytes]);
        var length = await source.ReadAtLeastAsync(chunk, ChunkBytes, throwOnEndOfStream: false, stop);
        long size = 0;
        for (var index = 0L; ; index++)
        {
            size += length;
            if (size > limit)
                return null;
            sha256.AppendData(chunk, 0, length);
            sm3.Append(chunk.AsSpan(0, length));

            var ahead = length < ChunkBytes
                ? 0
                : await source.ReadAtLeastAsync(next, ChunkBytes, throwOnEndOfStream: false, stop);
            var place = ahead == 0 ? Place.Last(id, index) : Place.Inner(id, index);
            cipher.Seal(place.Nonce, place.Aad, chunk.AsSpan(0, length), output.AsSpan(0, length + Sm4Gcm.TagBytes));
            await target.WriteAsync(output.AsMemory(0, length + Sm4Gcm.TagBytes), stop);
            if (ahead == 0)
                return new ContentDigest(size, sha256.GetHashAndReset(), sm3.Finish());
            (chunk, next, length) = (next, chunk, ahead);
        }
    }

    /// <summary>A seekable stream over a seekable sealed one; chunks are opened when they are read. Throws
    /// <see cref="KeyException"/>, here or while reading, when anything is not as it was sealed.</summary>
    public static Stream OpenRead(Stream file, Guid id, KeyRing ring, KeyPurpose purpose = KeyPurpose.File)
    {
        var fileKey = FileKey(ReadHeader(file), id, ring, purpose);
        var cipher = new Sm4Gcm(fileKey);
        CryptographicOperations.ZeroMemory(fileKey);
        return new SealedFileStream(file, id, cipher);
    }

    /// <summary>
    /// The same header with the file's key under the ring's current file key; the chunks stay as they are.
    /// </summary>
    public static byte[] RenewedHeader(Stream file, Guid id, KeyRing ring)
    {
        var fileKey = FileKey(ReadHeader(file), id, ring, KeyPurpose.File);
        var header = Header(ring, id, fileKey, KeyPurpose.File);
        CryptographicOperations.ZeroMemory(fileKey);
        return header;
    }

    public static ushort KeyVersion(Stream file) => KeyRing.VersionOf(ReadHeader(file).AsSpan(BoundBytes));

    internal static KeyException Broken(Guid id) =>
        new(KeyTrouble.SealBroken, $"file {id:N}");

    /// <summary>Where a chunk belongs: its nonce and what its tag is bound to.</summary>
    internal readonly record struct Place(byte[] Nonce, byte[] Aad)
    {
        public static Place Inner(Guid id, long index) => Of(id, index, 0);
        public static Place Last(Guid id, long index) => Of(id, index, 1);

        private static Place Of(Guid id, long index, byte last)
        {
            var nonce = new byte[Sm4Gcm.NonceBytes];
            BinaryPrimitives.WriteInt64BigEndian(nonce.AsSpan(Sm4Gcm.NonceBytes - 8), index);
            var aad = new byte[IdBytes + 8 + 1];
            id.TryWriteBytes(aad, bigEndian: true, out _);
            BinaryPrimitives.WriteInt64BigEndian(aad.AsSpan(IdBytes), index);
            aad[^1] = last;
            return new Place(nonce, aad);
        }
    }

    private static byte[] Header(KeyRing ring, Guid id, ReadOnlySpan<byte> fileKey, KeyPurpose purpose)
    {
        var header = new byte[HeaderBytes];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), ChunkBytes);
        id.TryWriteBytes(header.AsSpan(8), bigEndian: true, out _);
        ring.Seal(purpose, header.AsSpan(0, BoundBytes), fileKey).CopyTo(header, BoundBytes);
        return header;
    }

    private static byte[] ReadHeader(Stream file)
    {
        var header = new byte[HeaderBytes];
        file.Position = 0;
        if (file.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes)
            throw new KeyException(KeyTrouble.SealBroken, "too short for a sealed file");
        return header;
    }

    private static byte[] FileKey(ReadOnlySpan<byte> header, Guid id, KeyRing ring, KeyPurpose purpose)
    {
        var known = header.StartsWith(Magic)
            && BinaryPrimitives.ReadInt32BigEndian(header[4..]) == ChunkBytes
            && new Guid(header.Slice(8, IdBytes), bigEndian: true) == id;
        return known
            ? ring.Open(purpose, header[..BoundBytes], header[BoundBytes..])
            : throw Broken(id);
    }
}
