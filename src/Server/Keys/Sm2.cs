using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Asn1.GM;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Prng;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Utilities;
using ECPoint = Org.BouncyCastle.Math.EC.ECPoint;

namespace Guanwei.Server.Keys;

/// <summary>
/// SM2 signatures with SM3 on the recommended curve (GB/T 32918.2 and .5). Signatures are r‖s, 64 bytes.
/// </summary>
internal static class Sm2
{
    public const int ScalarBytes = 32;
    public const int PointBytes = 65;
    public const int SignatureBytes = 64;

    /// <summary>The user id where none was agreed (GM/T 0009-2012); openssl and certificates use the same.</summary>
    public static readonly byte[] UserId = Encoding.ASCII.GetBytes("1234567812345678");
    public static readonly ECDomainParameters Curve = new(GMNamedCurves.GetByName("sm2p256v1"));
    public static readonly SecureRandom Chance = new(new CryptoApiRandomGenerator());

    public static SM2Signer NewSigner() => new(PlainDsaEncoding.Instance);
}

public sealed class Sm2PublicKey : IEquatable<Sm2PublicKey>
{
    private readonly ECPublicKeyParameters key;
    private readonly byte[] bytes;

    internal Sm2PublicKey(ECPoint point)
    {
        key = new ECPublicKeyParameters(point, Sm2.Curve);
        bytes = point.GetEncoded(false);
    }

    /// <summary>04‖x‖y, 65 bytes, refused when the point is not on the curve.</summary>
    public static Sm2PublicKey Import(ReadOnlySpan<byte> point)
    {
        try
        {
            if (point.Length == Sm2.PointBytes && point[0] == 4)
                return new Sm2PublicKey(Sm2.Curve.Curve.DecodePoint(point.ToArray()));
        }
        catch (ArgumentException)
        {
            // Falls through to the one sentence for every malformed key.
        }
        throw new CryptographicException("Not an SM2 public key");
    }

    public byte[] Export() => [.. bytes];

    /// <summary>What people compare by eye: SM3 of the 65 bytes, hexadecimal in groups of four.</summary>
    public string Fingerprint => string.Join(' ', Sm3.Hex(bytes).Chunk(4).Select(group => new string(group)));

    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != Sm2.SignatureBytes)
            return false;
        var signer = Sm2.NewSigner();
        signer.Init(false, new ParametersWithID(key, Sm2.UserId));
        signer.BlockUpdate(message);
        return signer.VerifySignature(signature.ToArray());
    }

    public bool Equals(Sm2PublicKey? other) => other is not null && bytes.AsSpan().SequenceEqual(other.bytes);
    public override bool Equals(object? obj) => Equals(obj as Sm2PublicKey);
    public override int GetHashCode() => BitConverter.ToInt32(bytes, 1);
    public override string ToString() => Fingerprint;
}

public sealed class Sm2PrivateKey
{
    private readonly ECPrivateKeyParameters key;

    private Sm2PrivateKey(ECPrivateKeyParameters key)
    {
        this.key = key;
        Public = new Sm2PublicKey(Sm2.Curve.G.Multiply(key.D).Normalize());
    }

    public Sm2PublicKey Public { get; }

    public static Sm2PrivateKey Generate()
    {
        var generator = new ECKeyPairGenerator();
        generator.Init(new ECKeyGenerationParameters(Sm2.Curve, Sm2.Chance));
        return new Sm2PrivateKey((ECPrivateKeyParameters)generator.GenerateKeyPair().Private);
    }

    /// <summary>32 bytes, big-endian, in 1 … n−2: with n−1 the signature's 1 + d has no inverse.</summary>
    public static Sm2PrivateKey Import(ReadOnlySpan<byte> scalar)
    {
        if (scalar.Length != Sm2.ScalarBytes)
            throw new CryptographicException("Not an SM2 private key");
        var d = new BigInteger(1, scalar);
        if (d.SignValue < 1 || d.CompareTo(Sm2.Curve.N.Subtract(BigInteger.Two)) > 0)
            throw new CryptographicException("Not an SM2 private key");
        return new Sm2PrivateKey(new ECPrivateKeyParameters(d, Sm2.Curve));
    }

    /// <summary>The caller wraps these bytes and clears them.</summary>
    public byte[] Export() => BigIntegers.AsUnsignedByteArray(Sm2.ScalarBytes, key.D);

    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        var signer = Sm2.NewSigner();
        signer.Init(true, new ParametersWithID(new ParametersWithRandom(key, Sm2.Chance), Sm2.UserId));
        signer.BlockUpdate(message);
        return signer.GenerateSignature();
    }
}
