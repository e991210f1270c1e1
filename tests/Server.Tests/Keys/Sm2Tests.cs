using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Guanwei.Server.Keys;

namespace Guanwei.Server.Tests.Keys;

public sealed class Sm2Tests
{
    // GB/T 32918.5-2017, annex A.2: the standard's key, message and signature with the default user id.
    private const string StandardPrivate = "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8";
    private const string StandardPublic =
        "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020" +
        "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13";
    private const string StandardSignature =
        "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3" +
        "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa";

    // `openssl dgst -sm3 -sign … -sigopt distid:1234567812345678` (OpenSSL 3.0.19) over the UTF-8 of the text below.
    private const string OpensslText = "关于同意开设政务微信的批复";
    private const string OpensslPrivate = "f5a58f41b90d142644d33cc5187ec3493a2fa58529cd0ba29e04d07488535818";
    private const string OpensslPublic =
        "0410ac206a1402871ac4ea87f0d0ecdd5b6c0c72502ffa3619a634427d900f1dd2" +
        "c939600b87624c894264d65d687f79161314c6d03bf06b52e0fc82ea51bc48c1";
    private const string OpensslSignature =
        "d3e05b4c86e097b4a371ebca50df4ca448aa7150f348a60d1d30ae45ea705ff0" +
        "2deddad6e03a8d647525bacf2ae37c66f7fdfdc992290a7859b968eeccbc439b";

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex);

    [Theory]
    [InlineData("message digest", StandardPrivate, StandardPublic, StandardSignature)]
    [InlineData(OpensslText, OpensslPrivate, OpensslPublic, OpensslSignature)]
    public void Signatures_of_the_standard_and_of_openssl_are_accepted(
        string text, string secret, string publicKey, string signature)
    {
        var key = Sm2PrivateKey.Import(Bytes(secret));
        Assert.Equal(publicKey, Convert.ToHexStringLower(key.Public.Export()));
        Assert.True(Sm2PublicKey.Import(Bytes(publicKey)).Verify(Encoding.UTF8.GetBytes(text), Bytes(signature)));
        Assert.False(key.Public.Verify(Encoding.UTF8.GetBytes(text + " "), Bytes(signature)));
    }

    [Fact]
    public void What_a_new_key_signs_it_verifies_also_after_export_and_import() =>
        Gen.Byte.Array[0, 300].Sample(message =>
        {
            var key = Sm2PrivateKey.Generate();
            var again = Sm2PrivateKey.Import(key.Export());
            var publicKey = Sm2PublicKey.Import(key.Public.Export());
            Assert.Equal(key.Public, again.Public);
            Assert.True(publicKey.Verify(message, again.Sign(message)));
        }, iter: 20);

    [Fact]
    public void Two_signatures_of_one_message_differ_and_both_hold()
    {
        var key = Sm2PrivateKey.Generate();
        var (first, second) = (key.Sign("批准"u8), key.Sign("批准"u8));
        Assert.NotEqual(first, second);
        Assert.True(key.Public.Verify("批准"u8, first));
        Assert.True(key.Public.Verify("批准"u8, second));
    }

    [Fact]
    public void Any_flipped_bit_of_a_signature_is_noticed()
    {
        var key = Sm2PublicKey.Import(Bytes(StandardPublic));
        for (var bit = 0; bit < 512; bit++)
        {
            var signature = Bytes(StandardSignature);
            signature[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(key.Verify("message digest"u8, signature));
        }
    }

    [Fact]
    public void Signatures_of_another_length_are_refused_without_an_error()
    {
        var key = Sm2PublicKey.Import(Bytes(StandardPublic));
        Assert.All(Enumerable.Range(0, 130).Where(length => length != 64),
            length => Assert.False(key.Verify("message digest"u8, new byte[length])));
        Assert.False(key.Verify("message digest"u8, new byte[64]));
    }

    [Fact]
    public void A_point_beside_the_curve_is_no_public_key()
    {
        var off = Bytes(StandardPublic);
        off[^1] ^= 1;
        Assert.Throws<CryptographicException>(() => Sm2PublicKey.Import(off));
        Assert.Throws<CryptographicException>(() => Sm2PublicKey.Import([0]));
        Assert.Throws<CryptographicException>(() => Sm2PublicKey.Import(new byte[65]));
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54122")] // n − 1
    [InlineData("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123")] // n
    [InlineData("01")]
    public void Scalars_outside_the_curves_range_are_no_private_keys(string secret) =>
        Assert.Throws<CryptographicException>(() => Sm2PrivateKey.Import(Bytes(secret)));

    [Fact]
    public void A_fingerprint_is_sixteen_groups_of_four_and_follows_from_the_key()
    {
        var key = Sm2PublicKey.Import(Bytes(StandardPublic));
        Assert.Matches("^([0-9a-f]{4} ){15}[0-9a-f]{4}$", key.Fingerprint);
        Assert.Equal(Sm3.Hex(Bytes(StandardPublic)), key.Fingerprint.Replace(" ", "", StringComparison.Ordinal));
        Assert.NotEqual(key.Fingerprint, Sm2PublicKey.Import(Bytes(OpensslPublic)).Fingerprint);
    }
}
