using CsCheck;
using Guanwei.Server.Keys;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;

namespace Guanwei.Server.Tests.Keys;

public sealed class Sm4GcmTests
{
    private static readonly byte[] Key = Convert.FromHexString("0123456789ABCDEFFEDCBA9876543210");
    private static readonly byte[] Nonce = Convert.FromHexString("00001234567800000000ABCD");
    private static readonly byte[] Aad = Convert.FromHexString("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2");

    // GB/T 32907-2016, annex A.
    [Fact]
    public void The_block_cipher_gives_the_standards_value()
    {
        var engine = new SM4Engine();
        engine.Init(true, new KeyParameter(Key));
        var result = new byte[16];
        engine.ProcessBlock(Key, result);
        Assert.Equal("681edf34d206965e86b3e94f536e4246", Convert.ToHexStringLower(result));
    }

    // RFC 8998, appendix A.1.
    [Fact]
    public void The_rfcs_example_gives_the_rfcs_ciphertext_and_opens_again()
    {
        var plaintext = Convert.FromHexString(
            "AAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDD" +
            "EEEEEEEEEEEEEEEEFFFFFFFFFFFFFFFFEEEEEEEEEEEEEEEEAAAAAAAAAAAAAAAA");
        var expected = Convert.FromHexString(
            "17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735" +
            "D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D" +
            "83DE3541E4C2B58177E065A9BF7B62EC");
        var cipher = new Sm4Gcm(Key);
        var result = new byte[expected.Length];
        cipher.Seal(Nonce, Aad, plaintext, result);
        Assert.Equal(expected, result);

        var opened = new byte[plaintext.Length];
        Assert.True(cipher.TryOpen(Nonce, Aad, result, opened));
        Assert.Equal(plaintext, opened);
    }

    [Fact]
    public void One_cipher_serves_many_values_one_after_the_other_even_after_a_refusal()
    {
        var cipher = new Sm4Gcm(Key);
        Gen.Select(Gen.Byte.Array[12], Gen.Byte.Array[0, 40], Gen.Byte.Array[0, 200]).Sample((nonce, aad, plaintext) =>
        {
            var result = new byte[plaintext.Length + Sm4Gcm.TagBytes];
            cipher.Seal(nonce, aad, plaintext, result);
            var opened = new byte[plaintext.Length];
            Assert.False(cipher.TryOpen(nonce, [.. aad, 0], result, opened));
            Assert.True(cipher.TryOpen(nonce, aad, result, opened));
            Assert.Equal(plaintext, opened);
        }, threads: 1);
    }

    [Fact]
    public void No_byte_of_plaintext_leaves_before_the_tag_is_checked()
    {
        var cipher = new Sm4Gcm(Key);
        var result = new byte[100 + Sm4Gcm.TagBytes];
        cipher.Seal(Nonce, Aad, Enumerable.Repeat((byte)7, 100).ToArray(), result);
        result[^1] ^= 1;

        var opened = new byte[100];
        Assert.False(cipher.TryOpen(Nonce, Aad, result, opened));
        Assert.All(opened, b => Assert.Equal(0, b));
    }

    [Fact]
    public void Keys_and_nonces_of_another_length_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new Sm4Gcm(new byte[15]));
        Assert.Throws<ArgumentException>(() => new Sm4Gcm(Key).Seal(new byte[16], [], [], new byte[16]));
        Assert.Throws<ArgumentException>(() => new Sm4Gcm(Key).Seal(Nonce, [], [], new byte[15]));
    }
}
