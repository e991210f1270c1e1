using System.Buffers.Binary;

namespace Guanwei.Vision;

/// <summary>A JPEG's segments, walked without decoding (ITU-T T.81, annex B).</summary>
/// <param name="Width">Pixels, from the first frame header; null when there is none.</param>
/// <param name="Height">Pixels, from the first frame header; null when there is none.</param>
/// <param name="Scans">Start-of-scan segments.</param>
/// <param name="End">Offset behind EOI; null when the file stops before it.</param>
/// <param name="Broken">True when something stands where a marker must be.</param>
internal sealed record JpegWalk(int? Width, int? Height, int Scans, int? End, bool Broken)
{
    private const byte EndOfImage = 0xD9, StartOfScan = 0xDA;

    public static bool Starts(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 4 && bytes[0] == 0xFF && bytes[1] == 0xD8
        && bytes[2] == 0xFF && bytes[3] is >= 0xC0 and <= 0xFE;

    public static JpegWalk Of(ReadOnlySpan<byte> bytes)
    {
        int? width = null, height = null;
        var scans = 0;
        var at = 2;
        JpegWalk Stopped(bool broken) => new(width, height, scans, null, broken);
        while (true)
        {
            if (at < bytes.Length && bytes[at] != 0xFF)
            {
                return Stopped(broken: true);
            }

            while (at < bytes.Length && bytes[at] == 0xFF)
            {
                at++;
            }

            if (at >= bytes.Length)
            {
                return Stopped(broken: false);
            }

            var marker = bytes[at++];
            if (marker == EndOfImage)
            {
                return new(width, height, scans, at, Broken: width is null);
            }

            if (IsRestart(marker) || marker == 0x01)
            {
                continue;
            }

            if (at + 2 > bytes.Length)
            {
                return Stopped(broken: false);
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
            var second = IsFrame(marker) && width is not null;
            if (marker < 0xC0 || length < 2 || second || (IsFrame(marker) && length < 8))
            {
                return Stopped(broken: true);
            }

            if (at + length > bytes.Length)
            {
                return Stopped(broken: false);
            }

            if (IsFrame(marker))
            {
                height = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 3)..]);
                width = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]);
            }

            at += length;
            if (marker == StartOfScan)
            {
                scans++;
                at = SkipCodedData(bytes, at);
            }
        }
    }

    private static int SkipCodedData(ReadOnlySpan<byte> bytes, int at)
    {
        while (at < bytes.Length)
        {
            var next = bytes[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= bytes.Length)
            {
                return bytes.Length;
            }

            at += next;
            if (bytes[at + 1] is not (0x00 or 0xFF) && !IsRestart(bytes[at + 1]))
            {
                return at;
            }

            at += bytes[at + 1] == 0xFF ? 1 : 2;
        }

        return at;
    }

    private static bool IsRestart(byte marker) => marker is >= 0xD0 and <= 0xD7;

    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
}
