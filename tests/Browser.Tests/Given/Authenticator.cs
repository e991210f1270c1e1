using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Guanwei.Browser.Tests.Given;

/// <summary>
/// The app on an official's phone (RFC 6238: HMAC-SHA1, six digits, 30 s), written apart from the product's: a common
/// fault would hide in both.
/// </summary>
public static class Authenticator
{
    private const int Seconds = 30;

    /// <param name="key">Base32, in groups as the page shows it.</param>
    public static string CodeNow(string key)
    {
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, DateTimeOffset.UtcNow.ToUnixTimeSeconds() / Seconds);
#pragma warning disable CA5350 // RFC 6238 as the apps have it.
        var hash = HMACSHA1.HashData(FromBase32(key), counter);
#pragma warning restore CA5350
        var offset = hash[^1] & 0x0F;
        var number = ((hash[offset] & 0x7F) << 24) | (hash[offset + 1] << 16) | (hash[offset + 2] << 8) | hash[offset + 3];
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] FromBase32(string text)
    {
        var bytes = new List<byte>();
        var (bits, held) = (0, 0);
        foreach (var letter in text.Where(char.IsAsciiLetterOrDigit))
        {
            held = (held << 5) | (char.IsAsciiLetter(letter) ? char.ToUpperInvariant(letter) - 'A' : letter - '2' + 26);
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                bytes.Add((byte)(held >> bits));
                held &= (1 << bits) - 1;
            }
        }
        return [.. bytes];
    }
}
