using System.Text;
using Guanwei.Server.Keys;

namespace Guanwei.Server.Tests.Keys;

public sealed class SigningTests
{
    private const string Pin = "193746";
    private static readonly DateTimeOffset Today = new(2026, 11, 23, 1, 2, 3, 456, TimeSpan.FromHours(8));
    private static readonly KeyRing Ring = KeyRing.New();
    private readonly RootKey root = RootKey.New();
    private readonly ReviewerKey reviewer = ReviewerKey.New(Ring, "sk_1", Pin);

    private Certificate Issued() =>
        Certificate.Issue(root, reviewer.Id, "pe_7", Sm2PublicKey.Import(reviewer.PublicKey), Today);

    [Fact]
    public void The_root_key_survives_wrapping_and_its_fingerprint_stays()
    {
        var master = MasterKey.New(Today);
        var again = RootKey.Unwrap(master, root.Wrapped(master));
        Assert.Equal(root.Public.Fingerprint, again.Public.Fingerprint);
        Assert.True(root.Public.Verify("checkpoint"u8, again.Sign("checkpoint"u8)));
    }

    [Fact]
    public void A_certificate_is_verified_by_the_root_that_issued_it_and_by_no_other()
    {
        Assert.True(Issued().Verify(root.Public));
        Assert.False(Issued().Verify(RootKey.New().Public));
    }

    [Fact]
    public void A_certificate_with_any_part_exchanged_is_refused()
    {
        var real = Issued();
        Assert.All(new[]
        {
            real with { KeyId = "sk_2" },
            real with { Person = "pe_8" },
            real with { PublicKey = Sm2PrivateKey.Generate().Public.Export() },
            real with { Issued = real.Issued.AddSeconds(1) },
            real with { Root = RootKey.New().Public.Fingerprint },
            real with { Signature = new byte[64] },
        }, forged => Assert.False(forged.Verify(root.Public)));
    }

    [Fact]
    public void The_signed_bytes_of_a_certificate_are_fixed()
    {
        var certificate = new Certificate("sk_1", "pe_7", [4, 0xAB], Today, "66c7 f0f4", []);
        Assert.Equal("""{"type":"guanwei.certificate.1","key":"sk_1","person":"pe_7","publicKey":"04ab",""" +
            """ "issued":"2026-11-22T17:02:03Z","root":"66c7 f0f4"}""".TrimStart(),
            Encoding.UTF8.GetString(certificate.Canonical()));
    }

    [Fact]
    public void The_right_pin_signs_what_the_certified_key_verifies()
    {
        Assert.True(reviewer.TrySign(Ring, Pin, "同意"u8, out var signature));
        Assert.True(Sm2PublicKey.Import(Issued().PublicKey).Verify("同意"u8, signature));
    }

    [Fact]
    public void A_wrong_pin_signs_nothing()
    {
        Assert.False(reviewer.TrySign(Ring, "193747", "同意"u8, out var signature));
        Assert.Empty(signature);
        Assert.False(reviewer.TrySign(Ring, "", "同意"u8, out _));
    }

    [Fact]
    public void The_right_pin_without_the_installations_key_signs_nothing() =>
        Assert.Throws<KeyException>(() => reviewer.TrySign(KeyRing.New(), Pin, "同意"u8, out _));

    [Fact]
    public void A_key_moved_to_another_reviewers_row_signs_nothing()
    {
        var other = ReviewerKey.New(Ring, "sk_2", Pin);
        var moved = other with { Sealed = reviewer.Sealed };
        Assert.Throws<KeyException>(() => moved.TrySign(Ring, Pin, "同意"u8, out _));
        var exchanged = reviewer with { PublicKey = other.PublicKey };
        Assert.Throws<KeyException>(() => exchanged.TrySign(Ring, Pin, "同意"u8, out _));
    }

    [Fact]
    public void Rotation_reseals_a_reviewers_key_without_the_pin()
    {
        var rotated = Ring.With(DataKey.New(KeyPurpose.Secret, 2));
        var renewed = reviewer.Resealed(rotated);
        Assert.Equal((1, 2), (KeyRing.VersionOf(reviewer.Sealed), KeyRing.VersionOf(renewed.Sealed)));
        Assert.True(renewed.TrySign(rotated, Pin, "同意"u8, out var signature));
        Assert.True(Sm2PublicKey.Import(reviewer.PublicKey).Verify("同意"u8, signature));
    }

    [Fact]
    public void A_new_pin_replaces_the_old_one_and_needs_it()
    {
        Assert.Null(reviewer.WithPin(Ring, "000000", "271828"));
        var renewed = reviewer.WithPin(Ring, Pin, "271828")!;
        Assert.False(renewed.TrySign(Ring, Pin, "同意"u8, out _));
        Assert.True(renewed.TrySign(Ring, "271828", "同意"u8, out var signature));
        Assert.True(Sm2PublicKey.Import(reviewer.PublicKey).Verify("同意"u8, signature));
    }
}
