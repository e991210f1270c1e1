using System.Text.Json;
using Guanwei.Rules;
using Guanwei.Samples;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Audit;
using Guanwei.Server.Backups;
using Guanwei.Server.Files;
using Guanwei.Server.Hosting;
using Guanwei.Server.Keys;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Microsoft.EntityFrameworkCore;
using Evidence = Guanwei.Server.Audit.Evidence;

namespace Guanwei.Server.Tests.Backups;

public sealed class ABackup : IAsyncDisposable
{
    private const string Secret = "13800000000";
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("guanwei-backup-");
    private readonly MasterKey master = MasterKey.New(TimeProvider.System.GetUtcNow());

    public static TheoryData<DatabaseKind> Both => TestDatabase.Both;

    public ValueTask DisposeAsync()
    {
        home.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Taken_while_people_write_is_whole_and_comes_back_as_it_was(DatabaseKind kind)
    {
        await using var house = await Installed(kind);
        using var desk = new ReceptionDesk(house);
        var clerk = await house.Person("applicant", await house.Agency("某县民政局"));
        await desk.Upload(clerk, SamplePdf.Pages(), "公函.pdf");
        using var enough = new CancellationTokenSource();
        await new Sealer(house.Databases, house.InForce).SealAll(CancellationToken.None);
        var sealing = KeepSealing(house, enough.Token);
        var writing = KeepWriting(house, desk, clerk, enough.Token);

        var manifest = await TakeBackup.Run(house.Databases, desk.Vault, new(Archive, null, house.Clock.Machine), CancellationToken.None);

        await enough.CancelAsync();
        var written = await writing;
        await sealing;
        Assert.True(written > 0, "nothing was written meanwhile");
        Assert.Empty(manifest.Missing);
        await using var place = kind is DatabaseKind.Postgres ? await TestDatabase.EmptyPostgres() : null;
        await RestoreBackup.Run(new(Archive, Data, place?.Settings.Connection, master), CancellationToken.None);
        using var restored = new Databases(place?.Settings ?? DatabaseSettings.Sqlite(Path.Combine(Data, "main.db")));
        await using var db = restored.OpenForSystem("test");
        var files = await db.Set<StoredFile>().ToListAsync();
        Assert.InRange(files.Count, 1, 1 + written);
        // Every upload and its line in the audit are there together, or neither is.
        Assert.Equal(files.Count, await db.Set<AuditEntry>().CountAsync(entry => entry.Verb == UploadFile.Verb && entry.Outcome == "done"));
        var ring = await StoredKeys.Ring(db, MasterKeyFile.Load(MasterKeyFile.DefaultPath(Data), () => null), CancellationToken.None);
        var vault = new FileVault(Path.Combine(Data, "files"));
        foreach (var file in files)
        {
            await using var content = vault.Open(file.Id.Value, ring);
            Assert.Equal(file.Sha256, await System.Security.Cryptography.SHA256.HashDataAsync(content));
        }
        var root = (await StoredKeys.RootOf(db, master, CancellationToken.None)).Public;
        var verdict = await new Verification(db, new Evidence(ring, root, []), house.Clock.Machine).Run(null, CancellationToken.None);
        Assert.Empty(verdict.Findings);
        Assert.True(verdict is { MacsChecked: true, Entries: > 0 }, $"{verdict}");
        await Closed(restored);
    }

    [Fact]
    public async Task Never_holds_the_master_key_and_shows_nothing_that_is_sealed()
    {
        await using var house = await Installed(DatabaseKind.Sqlite);
        using var desk = new ReceptionDesk(house);
        var clerk = await house.Person("applicant", await house.Agency("某县民政局"));
        await desk.Upload(clerk, SamplePdf.Of(objects: [SamplePdf.Latin1("(ONLY-IN-THE-FILE)")]), "a.pdf");

        await TakeBackup.Run(house.Databases, desk.Vault, new(Archive, null, house.Clock.Machine), CancellationToken.None);

        var bytes = await File.ReadAllBytesAsync(Archive);
        var keyFile = Path.Combine(home.FullName, "keys", "master.json");
        MasterKeyFile.Save(master, keyFile, passphrase: null);
        var key = JsonDocument.Parse(await File.ReadAllBytesAsync(keyFile)).RootElement.GetProperty("key").GetBytesFromBase64();
        Assert.Equal(-1, bytes.AsSpan().IndexOf(key));
        Assert.Equal(-1, bytes.AsSpan().IndexOf("ONLY-IN-THE-FILE"u8));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(DurableFile.OwnerOnly, File.GetUnixFileMode(Archive));
        }
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Without_the_key_brings_everything_back_but_what_is_sealed_stays_closed(DatabaseKind kind)
    {
        await Taken(seal: false, kind);
        await using var place = kind is DatabaseKind.Postgres ? await TestDatabase.EmptyPostgres() : null;

        await RestoreBackup.Run(new(Archive, Data, place?.Settings.Connection, null), CancellationToken.None);

        Assert.False(File.Exists(MasterKeyFile.DefaultPath(Data)));
        using var restored = new Databases(place?.Settings ?? DatabaseSettings.Sqlite(Path.Combine(Data, "main.db")));
        await using var db = restored.OpenForSystem("test");
        Assert.Equal("某县民政局", (await db.Set<Agency>().SingleAsync()).Name);
        Assert.Single(await db.Set<StoredFile>().ToListAsync());
        await Assert.ThrowsAsync<KeyException>(() => StoredKeys.Ring(db, MasterKey.New(TimeProvider.System.GetUtcNow()), CancellationToken.None));
        await Closed(restored);
        // Nothing is served with half of its data closed; the words say which file is missing.
        string[] server = ["serve", "--data", Data, "--urls=http://127.0.0.1:0"];
        var (code, output, error) = await OwnProcess.Run(
            place is null ? server : [.. server, "--database", place.Settings.Connection]);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains(MasterKeyFile.DefaultPath(Data), error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sealed_shows_nothing_of_the_database_and_needs_the_key()
    {
        await Taken(seal: true);
        Assert.Equal(-1, (await File.ReadAllBytesAsync(Archive)).AsSpan().IndexOf("某县民政局"u8));

        await Refused(() => RestoreBackup.Run(new(Archive, Data, null, null), CancellationToken.None));
        await RestoreBackup.Run(new(Archive, Data, null, master), CancellationToken.None);

        using var restored = new Databases(DatabaseSettings.Sqlite(Path.Combine(Data, "main.db")));
        await using var db = restored.OpenForSystem("test");
        Assert.Equal(1, await db.Set<StoredFile>().CountAsync());
        await Closed(restored);
    }

    [Fact]
    public async Task Of_another_installations_key_is_refused()
    {
        await Taken(seal: false);
        var other = MasterKey.New(TimeProvider.System.GetUtcNow());

        await Refused(() => RestoreBackup.Run(new(Archive, Data, null, other), CancellationToken.None));
    }

    [Fact]
    public async Task Goes_into_an_empty_folder_only()
    {
        await Taken(seal: false);
        await RestoreBackup.Run(new(Archive, Data, null, null), CancellationToken.None);
        var before = Directory.GetFileSystemEntries(Data).Order().ToList();

        var refused = await Assert.ThrowsAsync<HaltException>(() =>
            RestoreBackup.Run(new(Archive, Data, null, null), CancellationToken.None));

        Assert.Equal(ExitCode.Refused, refused.Code);
        Assert.Equal(before, Directory.GetFileSystemEntries(Data).Order().ToList());
    }

    [Fact]
    public async Task Is_never_written_over_another()
    {
        await Taken(seal: false);
        await using var house = await Installed(DatabaseKind.Sqlite);
        using var desk = new ReceptionDesk(house);
        var first = await File.ReadAllBytesAsync(Archive);

        await Assert.ThrowsAsync<IOException>(() =>
            TakeBackup.Run(house.Databases, desk.Vault, new(Archive, null, house.Clock.Machine), CancellationToken.None));

        Assert.Equal(first, await File.ReadAllBytesAsync(Archive));
        Assert.Single(home.GetFiles());
    }

    [Fact]
    public async Task Damaged_anywhere_is_refused_and_leaves_nothing()
    {
        await Taken(seal: false);
        var whole = await File.ReadAllBytesAsync(Archive);
        foreach (var tenth in Enumerable.Range(0, 10).Select(i => whole.Length * i / 10))
        {
            var damaged = whole.ToArray();
            // The next byte that is not padding between entries, which belongs to nothing.
            damaged[Array.FindIndex(damaged, tenth, value => value != 0)] ^= 0x20;
            await File.WriteAllBytesAsync(Archive, damaged);
            await Refused(() => RestoreBackup.Run(new(Archive, Data, null, null), CancellationToken.None));
        }
        foreach (var length in new[] { 0, 512, whole.Length / 2, whole.Length - 4096 })
        {
            await File.WriteAllBytesAsync(Archive, whole[..length]);
            await Refused(() => RestoreBackup.Run(new(Archive, Data, null, null), CancellationToken.None));
        }
    }

    [Fact]
    public async Task That_is_no_archive_of_ours_writes_nothing_outside_its_folder()
    {
        var evil = Path.Combine(home.FullName, "evil.tar");
        await using (var file = File.Create(evil))
        await using (var tar = new System.Formats.Tar.TarWriter(file))
        {
            await tar.WriteEntryAsync(new System.Formats.Tar.PaxTarEntry(System.Formats.Tar.TarEntryType.RegularFile, "../escaped.txt")
            {
                DataStream = new MemoryStream("out"u8.ToArray()),
            });
        }

        await Refused(() => RestoreBackup.Run(new(evil, Data, null, null), CancellationToken.None));

        Assert.False(File.Exists(Path.Combine(home.FullName, "escaped.txt")));
    }

    private string Archive => Path.Combine(home.FullName, "backup.tar");

    private string Data => Path.Combine(home.FullName, "restored");

    /// <summary>A refusal in words, after which the place is as empty as before.</summary>
    private async Task Refused(Func<Task> restore)
    {
        var halt = await Assert.ThrowsAsync<HaltException>(restore);
        Assert.Equal(ExitCode.Refused, halt.Code);
        Assert.False(Directory.Exists(Data));
        Assert.DoesNotContain(home.GetDirectories(), folder => folder.Name.Contains("restoring", StringComparison.Ordinal));
    }

    private async Task Taken(bool seal, DatabaseKind kind = DatabaseKind.Sqlite)
    {
        await using var house = await Installed(kind);
        using var desk = new ReceptionDesk(house);
        await desk.Upload(await house.Person("applicant", await house.Agency("某县民政局")), SamplePdf.Pages(), Secret + ".pdf");
        await TakeBackup.Run(
            house.Databases, desk.Vault, new(Archive, seal ? master : null, house.Clock.Machine), CancellationToken.None);
    }

    private async Task<House> Installed(DatabaseKind kind)
    {
        var house = await House.On(kind);
        await Installing.Make(
            house.Databases, master, house.Clock,
            new Installing.Request(InstallationKind.Real, "测试安装", Profile.Guide, Installing.UsualOfficeEnd),
            House.NewOperation(), CancellationToken.None);
        await using var db = house.Databases.OpenForSystem("test");
        house.InForce.Replace(house.InForce.Current with { Keys = await StoredKeys.Ring(db, master, CancellationToken.None) });
        return house;
    }

    private static Task<int> KeepWriting(House house, ReceptionDesk desk, Actor clerk, CancellationToken enough) => Task.Run(async () =>
    {
        var picture = SamplePicture.Png(320, 240);
        var written = 0;
        do
        {
            Assert.IsType<Outcome<UploadFile.Taken>.Done>(await desk.Upload(clerk, picture, $"{written}.png"));
            written++;
        }
        while (!enough.IsCancellationRequested);
        return written;
    });

    /// <summary>As the running server does each second, and faster.</summary>
    private static Task KeepSealing(House house, CancellationToken enough) => Task.Run(async () =>
    {
        var sealer = new Sealer(house.Databases, house.InForce);
        while (!enough.IsCancellationRequested)
        {
            await sealer.SealAll(CancellationToken.None);
            await Task.Delay(20, CancellationToken.None);
        }
    }, CancellationToken.None);

    private static Task Closed(Databases databases)
    {
        if (databases.Settings.Kind is DatabaseKind.Sqlite)
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        }
        return Task.CompletedTask;
    }
}
