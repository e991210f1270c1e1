namespace Guanwei.Vision;

internal static class BoundedBytes
{
    private const int Piece = 64 << 10;

    /// <summary>All bytes of the stream, or null when there are more than <paramref name="most"/>.</summary>
    public static byte[]? Read(Stream source, int most)
    {
        using var kept = new MemoryStream();
        var piece = new byte[Piece];
        while (true)
        {
            var read = source.Read(piece);
            if (read == 0)
            {
                return kept.ToArray();
            }

            if (kept.Length + read > most)
            {
                return null;
            }

            kept.Write(piece, 0, read);
        }
    }

    /// <summary>
    /// Bytes that come out of an unpacking stream, counted until just above <paramref name="most"/>. Damaged data end
    /// the
    /// count: what came out before is what a lenient reader would have in memory.
    /// </summary>
    public static long Count(Stream unpacked, long most, Action<ReadOnlySpan<byte>>? see = null)
    {
        var piece = new byte[Piece];
        var count = 0L;
        try
        {
            while (count <= most && unpacked.Read(piece) is > 0 and var read)
            {
                count += read;
                see?.Invoke(piece.AsSpan(0, read));
            }
        }
        catch (InvalidDataException)
        {
            return count;
        }

        return count;
    }
}


