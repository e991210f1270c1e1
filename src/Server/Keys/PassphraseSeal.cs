using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Guanwei.Server.Keys;

/// <summary>A secret under a passphrase or PIN: count (4) ‖ salt (16) ‖ nonce (12) ‖ SM4-GCM ciphertext and tag.
/// PBKDF2 runs on SHA-256 because the platform's is native code: an own SM3 loop would be slower for us and no slower
/// for a thief.</summary>
public static class PassphraseSeal
{
    public const string Derivation = "PBKDF2-HMAC-SHA256";

    /// <summary>OWASP Password Storage Cheat Sheet (2023) for PBKDF2-HMAC-SHA256.</summary>
    public const int LeastIterations = 600_000;

    // A forged count must not keep a processor busy for hours.
    private const int MostIterations = 20_000_000;
    private const int SaltBytes = 16;
    private const int HeadBytes = 4 + SaltBytes;
    private const int Overhead = HeadBytes + Sm4Gcm.NonceBytes + Sm4Gcm.TagBytes;

    public static byte[] Seal(string passphrase, string purpose, ReadOnlySpan<byte> secret, int count = LeastIterations)
    {
        ArgumentException.ThrowIfNullOrEmpty(passphrase);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, LeastIterations);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MostIterations);

        var result = new byte[Overhead + secret.Length];
        BinaryPrimitives.WriteInt32BigEndian(result, count);
        RandomNumberGenerator.Fill(result.AsSpan(4, SaltBytes + Sm4Gcm.NonceBytes));
        var nonce = result.AsSpan(HeadBytes, Sm4Gcm.NonceBytes);
        var body = result.AsSpan(HeadBytes + Sm4Gcm.NonceBytes);
        KeyFrom(passphrase, result.AsSpan(4, SaltBytes), count).Seal(nonce, Aad(purpose, result), secret, body);
        return result;
    }

    public static bool TryOpen(string passphrase, string purpose, ReadOnlySpan<byte> data, out byte[] secret)
    {
        secret = [];
        if (data.Length < Overhead || Iterations(data) is < LeastIterations or > MostIterations)
            return false;
        var opened = new byte[data.Length - Overhead];
        var cipher = KeyFrom(passphrase, data.Slice(4, SaltBytes), Iterations(data));
        var nonce = data.Slice(HeadBytes, Sm4Gcm.NonceBytes);
        if (!cipher.TryOpen(nonce, Aad(purpose, data), data[(HeadBytes + Sm4Gcm.NonceBytes)..], opened))
            return false;
        secret = opened;
        return true;
    }

    public static int Iterations(ReadOnlySpan<byte> data) => BinaryPrimitives.ReadInt32BigEndian(data);

    private static byte[] Aad(string purpose, ReadOnlySpan<byte> data) =>
        [.. data[..HeadBytes], .. Encoding.UTF8.GetBytes(purpose)];

    private static Sm4Gcm KeyFrom(string passphrase, ReadOnlySpan<byte> salt, int count)
    {
        Span<byte> key = stackalloc byte[Sm4Gcm.KeyBytes];
        // An input method may give full-width digits or decomposed letters for the same keys.
        var typed = passphrase.Normalize(NormalizationForm.FormKC);
        Rfc2898DeriveBytes.Pbkdf2(typed, salt, key, count, HashAlgorithmName.SHA256);
        var cipher = new Sm4Gcm(key);
        CryptographicOperations.ZeroMemory(key);
        return cipher;
    }
}
