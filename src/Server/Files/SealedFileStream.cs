using System.Security.Cryptography;
using Guanwei.Server.Keys;

namespace Guanwei.Server.Files;

/// <summary>Reads a sealed file at any position, one opened chunk in memory at a time. The last chunk is opened first:
/// a cut or lengthened file is refused before its first byte is given out.</summary>
internal sealed class SealedFileStream : Stream
{
    private readonly Stream file;
    private readonly Guid id;
    private readonly Sm4Gcm cipher;
    private readonly long chunks;
    private readonly byte[] data = new byte[SealedFile.SealedChunkBytes];
    private readonly byte[] plain = new byte[SealedFile.ChunkBytes];
    private long opened = -1;
    private int openedLength;
    private long position;

    public SealedFileStream(Stream file, Guid id, Sm4Gcm cipher)
    {
        (this.file, this.id, this.cipher) = (file, id, cipher);
        var body = file.Length - SealedFile.HeaderBytes;
        chunks = (body + SealedFile.SealedChunkBytes - 1) / SealedFile.SealedChunkBytes;
        Length = body - chunks * Sm4Gcm.TagBytes;
        if (chunks == 0)
            throw SealedFile.Broken(id);
        OpenChunk(chunks - 1);
    }

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length { get; }

    public override long Position
    {
        get => position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            position = value;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        if (position >= Length || buffer.IsEmpty)
            return 0;
        OpenChunk(position / SealedFile.ChunkBytes);
        var from = (int)(position % SealedFile.ChunkBytes);
        var count = Math.Min(buffer.Length, openedLength - from);
        plain.AsSpan(from, count).CopyTo(buffer);
        position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    // Reading a chunk from the disk and opening it is quick, steady work: not worth a hop to another thread.
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<int>(cancellationToken)
            : ValueTask.FromResult(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
        // Nothing is written.
    }

    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        CryptographicOperations.ZeroMemory(plain);
        if (disposing)
            file.Dispose();
        base.Dispose(disposing);
    }

    private void OpenChunk(long index)
    {
        if (index == opened)
            return;
        opened = -1;
        file.Position = SealedFile.HeaderBytes + index * SealedFile.SealedChunkBytes;
        var length = file.ReadAtLeast(data, data.Length, throwOnEndOfStream: false) - Sm4Gcm.TagBytes;
        var place = index == chunks - 1 ? SealedFile.Place.Last(id, index) : SealedFile.Place.Inner(id, index);
        if (length < 0 || !cipher.TryOpen(
            place.Nonce, place.Aad, data.AsSpan(0, length + Sm4Gcm.TagBytes), plain.AsSpan(0, length)))
            throw SealedFile.Broken(id);
        (opened, openedLength) = (index, length);
    }
}
