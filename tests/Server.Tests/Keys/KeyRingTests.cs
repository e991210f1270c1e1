using CsCheck;
using Guanwei.Server.Keys;

namespace Guanwei.Server.Tests.Keys;

public sealed class KeyRingTests
{
    private static readonly KeyRing Ring = KeyRing.New();

    private static readonly Gen<string> Text = Gen.String[Gen.OneOf(Gen.Char.AlphaNumeric, Gen.Char['一', '龥']), 0, 40];

    [Fact]
    public void A_field_opens_in_its_place_and_in_no_other() =>
        Gen.Select(Text, Text, Text, Text).Sample((column, otherColumn, row, value) =>
        {
            var field = Ring.SealField("people", column, row, value);
            Assert.Equal(value, Ring.OpenField("people", column, row, field));
            Assert.Throws<KeyException>(() => Ring.OpenField("agencies", column, row, field));
            Assert.Throws<KeyException>(() => Ring.OpenField("people", column, row + "x", field));
            if (column != otherColumn)
                Assert.Throws<KeyException>(() => Ring.OpenField("people", otherColumn, row, field));
        });

    [Fact]
    public void Places_cannot_be_shifted_over_the_separator()
    {
        Assert.Throws<ArgumentException>(() => Ring.SealField("a|b", "c", "1", "x"));
        Assert.Throws<ArgumentException>(() => Ring.SealField("a", "b|c", "1", "x"));
    }

    [Fact]
    public void Any_flipped_bit_of_a_sealed_value_is_noticed() =>
        Gen.Select(Gen.Enum<KeyPurpose>(), Gen.Byte.Array[0, 20], Gen.Byte.Array[0, 40]).Sample((purpose, aad, plaintext) =>
        {
            var data = Ring.Seal(purpose, aad, plaintext);
            Assert.Equal(plaintext, Ring.Open(purpose, aad, data));
            for (var bit = 0; bit < data.Length * 8; bit++)
            {
                data[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.Throws<KeyException>(() => Ring.Open(purpose, aad, data));
                data[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }, iter: 10);

    [Fact]
    public void A_value_cut_at_any_byte_or_lengthened_is_noticed()
    {
        var data = Ring.Seal(KeyPurpose.Secret, "a"u8, "wx-secret"u8);
        for (var length = 0; length < data.Length; length++)
            Assert.Equal(KeyTrouble.SealBroken, Assert.Throws<KeyException>(() =>
                Ring.Open(KeyPurpose.Secret, "a"u8, data.AsSpan(0, length))).Trouble);
        Assert.Throws<KeyException>(() => Ring.Open(KeyPurpose.Secret, "a"u8, [.. data, 0]));
    }

    [Fact]
    public void Any_change_of_the_associated_data_is_refused() =>
        Gen.Select(Gen.Byte.Array[0, 30], Gen.Byte.Array[0, 30]).Where((a, b) => !a.SequenceEqual(b)).Sample((aad, other) =>
        {
            var data = Ring.Seal(KeyPurpose.Field, aad, "13800000000"u8);
            var problem = Assert.Throws<KeyException>(() => Ring.Open(KeyPurpose.Field, other, data));
            Assert.Equal(KeyTrouble.SealBroken, problem.Trouble);
        });

    [Fact]
    public void A_value_of_one_purpose_does_not_open_under_another()
    {
        var data = Ring.Seal(KeyPurpose.Field, [], "x"u8);
        Assert.Throws<KeyException>(() => Ring.Open(KeyPurpose.Secret, [], data));
    }

    [Fact]
    public void Equal_values_look_different_each_time() =>
        Assert.NotEqual(Ring.SealField("people", "phone", "1", "138"), Ring.SealField("people", "phone", "1", "138"));

    [Fact]
    public void After_a_rotation_new_values_name_the_new_version_and_old_ones_still_open()
    {
        var old = Ring.SealField("people", "phone", "1", "13800000000");
        var rotated = Ring.With(DataKey.New(KeyPurpose.Field, 2));
        var renewed = rotated.SealField("people", "phone", "1", rotated.OpenField("people", "phone", "1", old));

        Assert.Equal((1, 2), (old.KeyVersion, renewed.KeyVersion));
        Assert.Equal("13800000000", rotated.OpenField("people", "phone", "1", renewed));
        var problem = Assert.Throws<KeyException>(() => Ring.OpenField("people", "phone", "1", renewed));
        Assert.Equal(KeyTrouble.VersionUnknown, problem.Trouble);
    }

    [Fact]
    public void One_purpose_cannot_have_two_keys_of_one_version() =>
        Assert.Throws<ArgumentException>(() => new KeyRing(
            [DataKey.New(KeyPurpose.Field, 1), DataKey.New(KeyPurpose.Field, 1)]));

    [Fact]
    public void A_sealed_field_prints_its_key_version_and_nothing_of_its_content()
    {
        Assert.Equal("sealed, key version 1", Ring.SealField("people", "phone", "1", "13800000000").ToString());
        Assert.Equal("", default(SealedField).ToString());
    }

    [Fact]
    public void A_blind_index_finds_equal_values_within_one_column_only()
    {
        var phone = Ring.BlindIndex("people.phone", "13800000000");
        Assert.Equal(16, phone.Length);
        Assert.Equal(phone, Ring.BlindIndex("people.phone", "13800000000"));
        Assert.NotEqual(phone, Ring.BlindIndex("people.phone", "13800000001"));
        Assert.NotEqual(phone, Ring.BlindIndex("staff.phone", "13800000000"));
        Assert.NotEqual(phone, KeyRing.New().BlindIndex("people.phone", "13800000000"));
    }

    [Fact]
    public void While_the_index_key_rotates_old_and_new_index_values_are_searched()
    {
        var rotated = Ring.With(DataKey.New(KeyPurpose.Index, 2));
        Assert.Equal([rotated.BlindIndex("people.phone", "138"), Ring.BlindIndex("people.phone", "138")],
            rotated.BlindIndexes("people.phone", "138"));
    }

    [Fact]
    public void A_data_key_unwraps_only_as_what_it_was_wrapped()
    {
        var master = MasterKey.New(DateTimeOffset.UnixEpoch);
        var key = DataKey.New(KeyPurpose.File, 3);
        var wrapped = key.Wrapped(master);
        var sealedByKey = new KeyRing([key]).Seal(KeyPurpose.File, [], "x"u8);

        var again = new KeyRing([DataKey.Unwrap(master, KeyPurpose.File, 3, wrapped)]);
        Assert.Equal("x"u8, again.Open(KeyPurpose.File, [], sealedByKey));
        Assert.Throws<KeyException>(() => DataKey.Unwrap(master, KeyPurpose.Field, 3, wrapped));
        Assert.Throws<KeyException>(() => DataKey.Unwrap(master, KeyPurpose.File, 4, wrapped));
    }
}
