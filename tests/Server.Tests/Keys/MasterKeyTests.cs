using System.Text;
using Guanwei.Server.Keys;

namespace Guanwei.Server.Tests.Keys;

public sealed class MasterKeyTests : IDisposable
{
    private const string Passphrase = "correct horse 电池 订书钉";
    private static readonly DateTimeOffset Today = new(2026, 11, 23, 1, 2, 3, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("guanwei-keys-").FullName;
    private readonly MasterKey master = MasterKey.New(Today);

    private string At(string name) => Path.Combine(folder, name);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static KeyTrouble Trouble(Action action) => Assert.Throws<KeyException>(action).Trouble;

    [Theory]
    [InlineData(null)]
    [InlineData(Passphrase)]
    public void A_saved_key_loads_again_and_unwraps_what_was_wrapped(string? passphrase)
    {
        var wrapped = master.Wrap("root", "secret"u8);
        MasterKeyFile.Save(master, At("deep/er/master.json"), passphrase);

        var loaded = MasterKeyFile.Load(At("deep/er/master.json"), () => passphrase);
        Assert.Equal((master.Id, Today), (loaded.Id, loaded.Created));
        Assert.Equal("secret"u8, loaded.Unwrap("root", wrapped));
        Assert.Equal(passphrase is not null, MasterKeyFile.NeedsPassphrase(At("deep/er/master.json")));
    }

    [Fact]
    public void Under_a_passphrase_the_file_records_the_iterations_and_holds_no_key()
    {
        MasterKeyFile.Save(master, At("plain.json"), null);
        MasterKeyFile.Save(master, At("sealed.json"), Passphrase);
        Assert.Contains("\"key\"", File.ReadAllText(At("plain.json")), StringComparison.Ordinal);
        Assert.DoesNotContain("\"key\"", File.ReadAllText(At("sealed.json")), StringComparison.Ordinal);
        Assert.Contains("\"iterations\": 600000", File.ReadAllText(At("sealed.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_or_missing_passphrase_is_said_as_such()
    {
        MasterKeyFile.Save(master, At("m.json"), Passphrase);
        Assert.Equal(KeyTrouble.PassphraseWrong, Trouble(() => MasterKeyFile.Load(At("m.json"), () => "wrong")));
        Assert.Equal(KeyTrouble.PassphraseNeeded, Trouble(() => MasterKeyFile.Load(At("m.json"), () => null)));
    }

    [Fact]
    public void The_file_is_the_owners_alone_and_a_more_open_one_is_refused()
    {
        if (OperatingSystem.IsWindows())
            return; // File modes are Unix's.
        MasterKeyFile.Save(master, At("keys/m.json"), null);
        Assert.Equal(DurableFile.OwnerOnly, File.GetUnixFileMode(At("keys/m.json")));
        Assert.Equal(DurableFile.OwnerFolder, File.GetUnixFileMode(At("keys")));

        foreach (var open in new[] { UnixFileMode.GroupRead, UnixFileMode.OtherRead, UnixFileMode.GroupWrite })
        {
            File.SetUnixFileMode(At("keys/m.json"), DurableFile.OwnerOnly | open);
            Assert.Equal(KeyTrouble.FileTooOpen, Trouble(() => MasterKeyFile.Load(At("keys/m.json"), () => null)));
        }
    }

    [Fact]
    public void An_existing_key_is_never_overwritten_and_nothing_half_written_stays()
    {
        MasterKeyFile.Save(master, At("keys/m.json"), null);
        Assert.Throws<IOException>(() => MasterKeyFile.Save(MasterKey.New(Today), At("keys/m.json"), null));
        Assert.Equal(master.Id, MasterKeyFile.Load(At("keys/m.json"), () => null).Id);
        Assert.Single(Directory.GetFiles(At("keys")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"format\":1,\"id\":\"00\",\"created\":\"2026-11-23T00:00:00Z\",\"key\":\"AAAA\"}")]
    [InlineData("{\"format\":1,\"id\":\"00\",\"created\":\"2026-11-23T00:00:00Z\",\"key\":\"AAAAAAAAAAAAAAAAAAAAAA==\"}")]
    [InlineData("{\"format\":1,\"id\":\"00\",\"created\":\"2026-11-23T00:00:00Z\",\"key\":\"not base64\"}")]
    [InlineData("{\"format\":1,\"id\":\"00\",\"created\":\"2026-11-23T00:00:00Z\"}")]
    [InlineData("{\"format\":2,\"id\":\"00\",\"created\":\"2026-11-23T00:00:00Z\",\"other\":1}")]
    public void A_malformed_file_is_said_to_be_malformed(string content)
    {
        DurableFile.WriteNew(At("m.json"), Encoding.UTF8.GetBytes(content));
        Assert.Equal(KeyTrouble.FileMalformed, Trouble(() => MasterKeyFile.Load(At("m.json"), () => Passphrase)));
    }

    [Fact]
    public void A_missing_file_is_said_to_be_missing() =>
        Assert.Equal(KeyTrouble.FileMissing, Trouble(() => MasterKeyFile.Load(At("none.json"), () => null)));

    [Fact]
    public void An_export_is_read_back_and_restores_the_same_key()
    {
        MasterKeyFile.SaveChecked(master, At("export.json"), Passphrase);
        var restored = MasterKeyFile.Load(At("export.json"), () => Passphrase);
        MasterKeyFile.Save(restored, At("new/master.json"), null);
        var running = MasterKeyFile.Load(At("new/master.json"), () => null);
        Assert.Equal("s"u8, running.Unwrap("p", master.Wrap("p", "s"u8)));
    }

    [Fact]
    public void Any_flipped_bit_of_a_wrapped_key_and_any_other_purpose_is_refused()
    {
        var wrapped = master.Wrap("data-key|Field|1", "0123456789abcdef"u8);
        for (var bit = 0; bit < wrapped.Length * 8; bit++)
        {
            wrapped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Throws<KeyException>(() => master.Unwrap("data-key|Field|1", wrapped));
            wrapped[bit / 8] ^= (byte)(1 << (bit % 8));
        }
        Assert.Equal(KeyTrouble.SealBroken, Trouble(() => master.Unwrap("data-key|File|1", wrapped)));
        for (var length = 0; length < wrapped.Length; length++)
            Assert.Throws<KeyException>(() => master.Unwrap("data-key|Field|1", wrapped.AsSpan(0, length)));
    }

    [Fact]
    public void A_key_wrapped_by_another_master_key_names_both()
    {
        var other = MasterKey.New(Today);
        var problem = Assert.Throws<KeyException>(() => other.Unwrap("p", master.Wrap("p", "s"u8)));
        Assert.Equal(KeyTrouble.OtherMasterKey, problem.Trouble);
        Assert.Contains(master.Id, problem.Message, StringComparison.Ordinal);
        Assert.Contains(other.Id, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_default_place_is_beside_the_data_folder_and_inside_it_is_refused()
    {
        Assert.Equal(At("data.keys/master.json"), MasterKeyFile.DefaultPath(At("data/")));
        MasterKeyFile.MustLieOutside(At("data"), At("data.keys/master.json"));
        MasterKeyFile.MustLieOutside(At("data"), At("..keys/master.json"));
        Assert.Equal(KeyTrouble.FileInsideData, Trouble(() =>
            MasterKeyFile.MustLieOutside(At("data"), At("data/keys/master.json"))));
        Assert.Equal(KeyTrouble.FileInsideData, Trouble(() =>
            MasterKeyFile.MustLieOutside(At("data/"), At("other/../data/..master.json"))));
    }

    [Fact]
    public void Full_width_digits_of_an_input_method_open_what_plain_digits_sealed()
    {
        var data = PassphraseSeal.Seal("193746", "pin", "s"u8);
        Assert.True(PassphraseSeal.TryOpen("１９３７４６", "pin", data, out var secret));
        Assert.Equal("s"u8, secret);
    }

    [Fact]
    public void Fewer_iterations_than_the_floor_are_neither_made_nor_opened()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PassphraseSeal.Seal("193746", "pin", "s"u8, 599_999));
        var data = PassphraseSeal.Seal("193746", "pin", "s"u8);
        data[1] = 0;
        Assert.False(PassphraseSeal.TryOpen("193746", "pin", data, out _));
    }
}
