using System.Buffers.Binary;

namespace Guanwei.Samples;

/// <summary>PNG files put together chunk by chunk.</summary>
public static class SamplePng
{
    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static byte[] Of(params byte[][] chunks) => [.. Signature, .. chunks.SelectMany(c => c)];

    public static byte[] Header(uint width, uint height, byte depth = 8, byte colour = 0, byte interlace = 0)
    {
        var data = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(data, width);
        BinaryPrimitives.WriteUInt32BigEndian(data.AsSpan(4), height);
        (data[8], data[9], data[12]) = (depth, colour, interlace);
        return Chunk("IHDR", data);
    }

    public static byte[] Chunk(string type, byte[] data)
    {
        byte[] body = [.. SamplePdf.Latin1(type), .. data];
        var chunk = new byte[body.Length + 8];
        BinaryPrimitives.WriteUInt32BigEndian(chunk, (uint)data.Length);
        body.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(4 + body.Length), Crc(body));
        return chunk;
    }

    /// <summary>Picture data of so many zero bytes: black rows without filter.</summary>
    public static byte[] Pixels(int bytes) => Chunk("IDAT", SamplePdf.Flate(new byte[bytes]));

    public static byte[] End => Chunk("IEND", []);

    // Bit by bit and on purpose not the product's table: a common fault would hide in both.
    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        return ~crc;
    }
}
