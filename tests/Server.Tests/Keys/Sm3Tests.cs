using System.Text;
using CsCheck;
using Guanwei.Server.Keys;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Macs;
using Org.BouncyCastle.Crypto.Parameters;

namespace Guanwei.Server.Tests.Keys;

public sealed class Sm3Tests
{
    // GB/T 32905-2016, annex A; the empty text by `openssl dgst -sm3`.
    [Theory]
    [InlineData("", "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b")]
    [InlineData("abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")]
    [InlineData("abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd",
        "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732")]
    public void The_standards_examples_give_the_standards_digests(string text, string digest) =>
        Assert.Equal(digest, Sm3.Hex(text));

    // GM/T 0042-2015; the same by `openssl mac -digest SM3 … HMAC`.
    [Fact]
    public void Hmac_gives_the_standards_value()
    {
        var key = Enumerable.Range(1, 32).Select(i => (byte)i).ToArray();
        const string part = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
        Assert.Equal("ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a",
            Convert.ToHexStringLower(Sm3.Hmac(key, Encoding.ASCII.GetBytes(part + part))));
    }

    [Fact]
    public void Hmac_equals_the_librarys_for_keys_of_any_length() =>
        Gen.Select(Gen.Byte.Array[0, 200], Gen.Byte.Array[0, 300]).Sample((key, data) =>
        {
            var peer = new HMac(new SM3Digest());
            peer.Init(new KeyParameter(key));
            peer.BlockUpdate(data);
            var expected = new byte[Sm3.DigestBytes];
            peer.DoFinal(expected);
            Assert.Equal(expected, Sm3.Hmac(key, data));
        });

    [Fact]
    public void A_digest_in_pieces_equals_the_digest_of_the_whole() =>
        Gen.Byte.Array[0, 300].Array[0, 6].Sample(pieces =>
        {
            var digest = new Sm3();
            foreach (var piece in pieces)
                digest.Append(piece);
            byte[] whole = [.. pieces.SelectMany(piece => piece)];
            Assert.Equal(Sm3.Digest(whole), digest.Finish());
            Assert.Equal(Sm3.Digest([]), digest.Finish());
        });

    [Fact]
    public void Short_digests_allocate_nothing()
    {
        var data = new byte[200];
        var result = new byte[Sm3.DigestBytes];
        Sm3.Digest(data, result);
        Sm3.Hmac(data, data, result);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Sm3.Digest(data, result);
            Sm3.Hmac(data, data, result);
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
