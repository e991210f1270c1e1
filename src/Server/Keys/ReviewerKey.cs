using System.Security.Cryptography;
using System.Text;

namespace Guanwei.Server.Keys;

/// <summary>A reviewer's SM2 key. The private part is sealed by a key from the signing PIN and, around that, by the
/// installation's secret key: neither the database alone nor the PIN alone signs. The outer seal can be renewed
/// without the PIN. Who counts wrong PINs and locks the key is the caller.</summary>
/// <param name="Id">Text form of the key's id; both seals are bound to it.</param>
/// <param name="Sealed">Names its key version (<see cref="KeyRing.VersionOf"/>); the PIN's iterations lie
/// inside.</param>
public sealed record ReviewerKey(string Id, byte[] PublicKey, byte[] Sealed)
{
    public static ReviewerKey New(KeyRing ring, string id, string pin)
    {
        var key = Sm2PrivateKey.Generate();
        var scalar = key.Export();
        var inner = PassphraseSeal.Seal(pin, Purpose(id), scalar);
        CryptographicOperations.ZeroMemory(scalar);
        return new ReviewerKey(id, key.Public.Export(), ring.Seal(KeyPurpose.Secret, Place(id), inner));
    }

    /// <summary>Signs one message; false when the PIN is wrong. Throws when the key itself was tampered with.</summary>
    public bool TrySign(KeyRing ring, string pin, ReadOnlySpan<byte> message, out byte[] signature)
    {
        signature = [];
        var inner = ring.Open(KeyPurpose.Secret, Place(Id), Sealed);
        if (pin.Length == 0 || !PassphraseSeal.TryOpen(pin, Purpose(Id), inner, out var scalar))
            return false;
        var key = Sm2PrivateKey.Import(scalar);
        CryptographicOperations.ZeroMemory(scalar);
        if (!key.Public.Equals(Sm2PublicKey.Import(PublicKey)))
            throw new KeyException(KeyTrouble.SealBroken, $"public part of signing key {Id}");
        signature = key.Sign(message);
        return true;
    }

    /// <summary>The same private key under a new PIN; null when the old PIN is wrong.</summary>
    public ReviewerKey? WithPin(KeyRing ring, string oldPin, string newPin)
    {
        var inner = ring.Open(KeyPurpose.Secret, Place(Id), Sealed);
        if (oldPin.Length == 0 || !PassphraseSeal.TryOpen(oldPin, Purpose(Id), inner, out var scalar))
            return null;
        var renewed = PassphraseSeal.Seal(newPin, Purpose(Id), scalar);
        CryptographicOperations.ZeroMemory(scalar);
        return this with { Sealed = ring.Seal(KeyPurpose.Secret, Place(Id), renewed) };
    }

    /// <summary>Renews the outer seal with the ring's current key; for the rotation job.</summary>
    public ReviewerKey Resealed(KeyRing ring) =>
        this with { Sealed = ring.Seal(KeyPurpose.Secret, Place(Id), ring.Open(KeyPurpose.Secret, Place(Id), Sealed)) };

    private static string Purpose(string id) => $"reviewer-key|{id}";
    private static byte[] Place(string id) => Encoding.UTF8.GetBytes(Purpose(id));
}
