using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace Guanwei.Server.Keys;

/// <summary>SM4 (GB/T 32907-2016) in GCM as RFC 8998 uses it: 128-bit key, 96-bit nonce, 128-bit tag behind the
/// ciphertext. An instance keeps one key; it is not safe for several threads at once.</summary>
public sealed class Sm4Gcm(ReadOnlySpan<byte> key)
{
    public const int KeyBytes = 16;
    public const int NonceBytes = 12;
    public const int TagBytes = 16;

    private readonly GcmBlockCipher cipher = new(new SM4Engine());
    private readonly KeyParameter key = key.Length == KeyBytes
        ? new KeyParameter(key)
        : throw new ArgumentException("An SM4 key has 16 bytes", nameof(key));

    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeyBytes);

    /// <summary>Writes ciphertext and tag: <paramref name="result"/> is 16 bytes longer than the plaintext. A nonce is
    /// never used twice under one key; random ones are safe for 2³² values.</summary>
    public void Seal(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> plaintext, Span<byte> result)
    {
        if (result.Length != plaintext.Length + TagBytes)
            throw new ArgumentException("Must be 16 bytes longer than the plaintext", nameof(result));
        Begin(true, nonce, aad);
        var written = cipher.ProcessBytes(plaintext, result);
        cipher.DoFinal(result[written..]);
    }

    /// <summary>False, and zeros instead of plaintext, when anything differs from what was sealed.</summary>
    public bool TryOpen(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> data, Span<byte> plaintext)
    {
        if (data.Length < TagBytes || plaintext.Length != data.Length - TagBytes)
            return false;
        try
        {
            Begin(false, nonce, aad);
            // Trap: from here on `plaintext` holds bytes whose tag is not yet checked; only DoFinal vouches for them.
            var written = cipher.ProcessBytes(data, plaintext);
            cipher.DoFinal(plaintext[written..]);
            return true;
        }
        catch (InvalidCipherTextException)
        {
            plaintext.Clear();
            return false;
        }
    }

    private void Begin(bool sealing, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> aad)
    {
        if (nonce.Length != NonceBytes)
            throw new ArgumentException("A nonce has 12 bytes", nameof(nonce));
        cipher.Init(sealing, new AeadParameters(key, TagBytes * 8, nonce.ToArray()));
        cipher.ProcessAadBytes(aad);
    }
}
