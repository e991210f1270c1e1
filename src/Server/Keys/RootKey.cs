using System.Security.Cryptography;

namespace Guanwei.Server.Keys;

/// <summary>The installation's SM2 key: certifies reviewers' keys, signs audit checkpoints and packages. Stored wrapped
/// by the master key; its fingerprint is shown at `init` and on the trust page.</summary>
public sealed class RootKey
{
    private const string Purpose = "root-signing-key";
    private readonly Sm2PrivateKey key;

    private RootKey(Sm2PrivateKey key) => this.key = key;

    public Sm2PublicKey Public => key.Public;

    public static RootKey New() => new(Sm2PrivateKey.Generate());

    public byte[] Wrapped(MasterKey master)
    {
        var scalar = key.Export();
        var wrapped = master.Wrap(Purpose, scalar);
        CryptographicOperations.ZeroMemory(scalar);
        return wrapped;
    }

    public static RootKey Unwrap(MasterKey master, ReadOnlySpan<byte> wrapped)
    {
        var scalar = master.Unwrap(Purpose, wrapped);
        var key = new RootKey(Sm2PrivateKey.Import(scalar));
        CryptographicOperations.ZeroMemory(scalar);
        return key;
    }

    public byte[] Sign(ReadOnlySpan<byte> message) => key.Sign(message);
}
