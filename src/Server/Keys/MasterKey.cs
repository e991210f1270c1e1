using System.Security.Cryptography;
using System.Text;

namespace Guanwei.Server.Keys;

/// <summary>The installation's SM4 key that wraps all other keys. It never lies in the database, the data folder or a
/// backup. An HSM will replace this class: it then keeps the key, and <see cref="Wrap"/>, <see cref="Unwrap"/> and
/// <see cref="Id"/> are all that the product asks of it (export stays with the HSM).</summary>
public sealed class MasterKey
{
    private const byte Format = 1;
    private const int IdBytes = 8;
    private const int HeadBytes = 1 + IdBytes;
    private const int Overhead = HeadBytes + Sm4Gcm.NonceBytes + Sm4Gcm.TagBytes;

    private readonly byte[] key;
    private readonly byte[] id;

    internal MasterKey(ReadOnlySpan<byte> key, DateTimeOffset created)
    {
        this.key = key.ToArray();
        id = Sm3.Hmac(key, "guanwei master key id"u8)[..IdBytes];
        Created = created;
    }

    /// <summary>
    /// Follows from the key, so that a wrapped key and a key file can say which master key they mean.
    /// </summary>
    public string Id => Convert.ToHexStringLower(id);

    public DateTimeOffset Created { get; }

    /// <summary>Of the master key that wrapped this; needs no key.</summary>
    public static string IdOf(ReadOnlySpan<byte> wrapped) => Convert.ToHexStringLower(wrapped.Slice(1, IdBytes));

    /// <summary>Second precision, so that it reads the same from every file.</summary>
    public static MasterKey New(DateTimeOffset now) =>
        new(Sm4Gcm.NewKey(), DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()));

    /// <summary>format (1) ‖ master key id (8) ‖ nonce (12) ‖ ciphertext ‖ tag (16), bound to the purpose.</summary>
    public byte[] Wrap(string purpose, ReadOnlySpan<byte> secret)
    {
        var result = new byte[Overhead + secret.Length];
        result[0] = Format;
        id.CopyTo(result, 1);
        var nonce = result.AsSpan(HeadBytes, Sm4Gcm.NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        new Sm4Gcm(key).Seal(nonce, Aad(purpose, result), secret, result.AsSpan(HeadBytes + Sm4Gcm.NonceBytes));
        return result;
    }

    public byte[] Unwrap(string purpose, ReadOnlySpan<byte> wrapped)
    {
        if (wrapped.Length < Overhead || wrapped[0] != Format)
            throw new KeyException(KeyTrouble.SealBroken, purpose);
        if (!wrapped.Slice(1, IdBytes).SequenceEqual(id))
        {
            var other = Convert.ToHexStringLower(wrapped.Slice(1, IdBytes));
            throw new KeyException(KeyTrouble.OtherMasterKey, $"{other} ≠ {Id} ({purpose})");
        }
        var secret = new byte[wrapped.Length - Overhead];
        var nonce = wrapped.Slice(HeadBytes, Sm4Gcm.NonceBytes);
        var body = wrapped[(HeadBytes + Sm4Gcm.NonceBytes)..];
        return new Sm4Gcm(key).TryOpen(nonce, Aad(purpose, wrapped), body, secret)
            ? secret
            : throw new KeyException(KeyTrouble.SealBroken, purpose);
    }

    internal byte[] Export() => [.. key];

    private static byte[] Aad(string purpose, ReadOnlySpan<byte> wrapped) =>
        [.. wrapped[..HeadBytes], .. Encoding.UTF8.GetBytes(purpose)];
}
