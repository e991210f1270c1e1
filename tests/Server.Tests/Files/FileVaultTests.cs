using Guanwei.Server.Files;
using Guanwei.Server.Keys;

namespace Guanwei.Server.Tests.Files;

public sealed class FileVaultTests : IDisposable
{
    private static readonly KeyRing Ring = KeyRing.New();
    private readonly string folder = Directory.CreateTempSubdirectory("guanwei-vault-").FullName;
    private readonly Guid id = Guid.CreateVersion7();
    private readonly FileVault vault;

    public FileVaultTests() => vault = new FileVault(folder, reserve: 0);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Task<Receipt> Receive(string text, long limit = 1000) =>
        vault.Receive(id, new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), Ring, limit, Stop);

    private string Kept(KeyRing? ring = null)
    {
        using var reader = new StreamReader(vault.Open(id, ring ?? Ring));
        return reader.ReadToEnd();
    }

    private string[] OnDisk() => Directory.GetFiles(folder, "*", SearchOption.AllDirectories);

    [Fact]
    public async Task A_received_file_is_read_for_inspection_then_kept_then_opened()
    {
        var received = Assert.IsType<Receipt.Received>(await Receive("营业执照"));
        Assert.Equal(12, received.Content.Size);
        using (var arriving = new StreamReader(vault.OpenArriving(id, Ring)))
            Assert.Equal("营业执照", await arriving.ReadToEndAsync(Stop));
        Assert.Throws<DirectoryNotFoundException>(() => vault.Open(id, Ring));

        vault.Keep(id);
        Assert.Equal("营业执照", Kept());
        Assert.Throws<FileNotFoundException>(() => vault.OpenArriving(id, Ring));
        vault.Keep(id);
        Assert.Equal("营业执照", Kept());
    }

    [Fact]
    public async Task Nothing_readable_lies_on_the_disk_and_only_the_owner_may_read_it()
    {
        await Receive("110101199003070011");
        vault.Keep(id);
        var file = Assert.Single(OnDisk());
        Assert.Equal($"{id:N}.sealed", Path.GetFileName(file));
        Assert.Equal(id.ToString("N")[^2..], Path.GetFileName(Path.GetDirectoryName(file)));
        Assert.False((await File.ReadAllBytesAsync(file, Stop)).AsSpan().IndexOf("110101"u8) >= 0);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(DurableFile.OwnerOnly, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused_and_leaves_nothing()
    {
        Assert.Equal(new Receipt.TooLarge(5), await Receive("123456", limit: 5));
        Assert.Empty(OnDisk());
    }

    [Fact]
    public async Task A_broken_off_upload_leaves_nothing()
    {
        await Assert.ThrowsAsync<EndOfStreamException>(() => vault.Receive(id, new Torn(), Ring, 1 << 20, Stop));
        Assert.Empty(OnDisk());
    }

    [Fact]
    public async Task The_room_reserved_for_the_database_is_not_given_to_uploads()
    {
        var full = new FileVault(folder, reserve: long.MaxValue);
        Assert.IsType<Receipt.DiskFull>(await full.Receive(id, new MemoryStream([1]), Ring, 10, Stop));
        Assert.Empty(OnDisk());
    }

    [Fact]
    public async Task A_disk_that_fills_up_while_writing_is_told_as_full()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "needs Linux's always full device");
        await using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.Write, 0);
        var problem = await Assert.ThrowsAsync<IOException>(() =>
            SealedFile.Seal(new MemoryStream(new byte[100]), full, id, Ring, 1000, Stop));
        Assert.True(DurableFile.IsDiskFull(problem));
        Assert.False(DurableFile.IsDiskFull(new EndOfStreamException()));
    }

    [Fact]
    public async Task One_id_is_received_once()
    {
        await Receive("first");
        await Assert.ThrowsAsync<IOException>(() => Receive("second"));
        using var arriving = new StreamReader(vault.OpenArriving(id, Ring));
        Assert.Equal("first", await arriving.ReadToEndAsync(Stop));
    }

    [Fact]
    public void What_never_arrived_cannot_be_kept() =>
        Assert.Throws<FileNotFoundException>(() => vault.Keep(id));

    [Fact]
    public async Task The_sweep_sees_arrivals_and_kept_files_and_nothing_foreign()
    {
        var other = Guid.CreateVersion7();
        await Receive("kept");
        vault.Keep(id);
        await vault.Receive(other, new MemoryStream(), Ring, 0, Stop);
        await File.WriteAllTextAsync(Path.Combine(folder, "notes.sealed"), "not ours", Stop);

        Assert.Equal([(id, false), (other, true)],
            vault.Enumerate().Select(entry => (entry.Id, entry.Arriving)).OrderBy(entry => entry.Arriving));
        Assert.All(vault.Enumerate(), entry => Assert.Equal(TimeSpan.Zero, entry.Written.Offset));
    }

    [Fact]
    public async Task Discarding_touches_arrivals_only_and_deleting_kept_files_only()
    {
        await Receive("text");
        vault.Delete(id);
        Assert.Single(OnDisk());
        vault.Keep(id);
        vault.Discard(id);
        Assert.Equal("text", Kept());
        vault.Delete(id);
        vault.Delete(id);
        Assert.Empty(OnDisk());
    }

    [Fact]
    public async Task Rotation_reseals_a_kept_file_even_after_a_crash_in_the_middle()
    {
        await Receive("text");
        vault.Keep(id);
        var rotated = Ring.With(DataKey.New(KeyPurpose.File, 2));
        // What a crash between copying and renaming leaves.
        await File.WriteAllTextAsync(Path.Combine(folder, "arriving", $"{id:N}.sealed"), "half", Stop);

        Assert.Equal(1, vault.KeyVersion(id));
        vault.Reseal(id, rotated);
        Assert.Equal(2, vault.KeyVersion(id));
        Assert.Equal("text", Kept(rotated));
        Assert.Single(OnDisk());
    }

    [Fact]
    public async Task Kept_files_are_found_by_a_vault_opened_later()
    {
        await Receive("text");
        vault.Keep(id);
        using var reader = new StreamReader(new FileVault(folder, 0).Open(id, Ring));
        Assert.Equal("text", await reader.ReadToEndAsync(Stop));
    }

    private sealed class Torn : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position > 100_000)
                throw new EndOfStreamException();
            Position += buffer.Length;
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
