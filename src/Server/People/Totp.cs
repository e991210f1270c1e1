using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Guanwei.Server.People;

/// <summary>
/// Codes of an authenticator app: RFC 6238 with what every app assumes (SHA-1, six digits, 30 s), on machine time. The
/// framework's own provider reads the system's clock and takes a code twice.
/// </summary>
public static class Totp
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Drift = 1;

    public static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    /// <summary>
    /// What the QR code carries (https://github.com/google/google-authenticator/wiki/Key-Uri-Format).
    /// </summary>
    public static string Address(string seed, string email) =>
        $"otpauth://totp/Guanwei:{Uri.EscapeDataString(email)}?secret={seed}&issuer=Guanwei&digits=6&period=30";

    public static string NewSeed() => Letters(RandomNumberGenerator.GetBytes(20));

    /// <summary>Base32, as far as the bytes fill a letter.</summary>
    internal static string Letters(byte[] bytes) =>
        string.Concat(Enumerable.Range(0, bytes.Length * 8 / 5).Select(i => Base32[Five(bytes, i * 5)]));

    public static string CodeAt(string seed, DateTimeOffset machine) => Code(Bytes(seed), StepAt(machine));

    /// <summary>The time step of a right code that is newer than the last one taken; null when it is none.</summary>
    public static long? Match(string seed, string code, DateTimeOffset machine, long lastStep)
    {
        var (key, given) = (Bytes(seed), code.Replace(" ", "", StringComparison.Ordinal));
        for (var step = StepAt(machine) - Drift; step <= StepAt(machine) + Drift; step++)
        {
            if (step > lastStep && CryptographicOperations.FixedTimeEquals(
                System.Text.Encoding.UTF8.GetBytes(Code(key, step)), System.Text.Encoding.UTF8.GetBytes(given)))
            {
                return step;
            }
        }
        return null;
    }

    private static long StepAt(DateTimeOffset machine) => machine.ToUnixTimeSeconds() / (long)Step.TotalSeconds;

    private static string Code(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // RFC 6238 as the apps have it; HMAC does not rest on SHA-1's collision resistance.
        HMACSHA1.HashData(key, counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xF)..]) & 0x7FFF_FFFF;
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    private static byte[] Bytes(string seed)
    {
        var bytes = new byte[seed.Length * 5 / 8];
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var digit = Base32.IndexOf(seed[bit / 5], StringComparison.Ordinal);
            bytes[bit / 8] |= (byte)((digit >> (4 - (bit % 5)) & 1) << (7 - (bit % 8)));
        }
        return bytes;
    }

    private static int Five(byte[] bytes, int from) =>
        Enumerable.Range(from, 5).Aggregate(0, (digit, bit) => (digit << 1) | (bytes[bit / 8] >> (7 - (bit % 8)) & 1));
}
