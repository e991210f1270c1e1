namespace Guanwei.Vision;

/// <summary>A read-only stream over bytes made one by one.</summary>
internal sealed class ByteSequence(IEnumerable<byte> bytes) : Stream
{
    private readonly IEnumerator<byte> next = bytes.GetEnumerator();

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var filled = 0;
        while (filled < buffer.Length && next.MoveNext())
        {
            buffer[filled++] = next.Current;
        }

        return filled;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int ReadByte() => next.MoveNext() ? next.Current : -1;

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        next.Dispose();
        base.Dispose(disposing);
    }
}
