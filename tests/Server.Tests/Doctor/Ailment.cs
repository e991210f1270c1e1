using System.Security.Cryptography;
using Guanwei.Samples;
using Guanwei.Server.Keys;

namespace Guanwei.Server.Tests.Doctor;

/// <summary>One thing that can be wrong with an installation.</summary>
/// <param name="Finding">Key of the words that say it: the check and the case.</param>
/// <param name="How">What happened.</param>
internal sealed record Ailment(string Finding, string How, Func<Patient, Task> Happens)
{
    public static readonly IReadOnlyList<Ailment> All =
        [.. OfTheFolder(), .. OfTheDatabase(), .. OfTheKeys(), .. OfTheFiles(), .. OfRunning()];

    public string Check => Finding[..Finding.LastIndexOf('.')];

    public string Level { get; init; } = Finding.EndsWith(".warn", StringComparison.Ordinal) ? "warn" : "fail";

    /// <summary>What makes the check well first, where a fresh installation is not.</summary>
    public Func<Patient, Task> Before { get; init; } = _ => Task.CompletedTask;

    /// <summary>Checks that cannot be made because of it, and say so.</summary>
    public IReadOnlyList<string> Along { get; init; } = [];

    private static IEnumerable<Ailment> OfTheFolder() =>
    [
        Told("data.folder.fail", "it is gone", patient => Directory.Delete(patient.Data, recursive: true)),
        Told("data.mode.warn", "anybody may read it", patient => Open(patient.Data, UnixFileMode.OtherRead)),
        new("disk.free.fail", "64 MB in all", patient => patient.MovesToDisk("64m")),
        new("disk.free.warn", "512 MB in all", patient => patient.MovesToDisk("512m")),
    ];

    private static IEnumerable<Ailment> OfTheDatabase() =>
    [
        Told("database.answers.missing", "its file is gone", patient => File.Delete(patient.MainDatabase)),
        Told("database.answers.fail", "nobody listens", patient =>
            patient.Database = "Host=127.0.0.1;Port=1;Username=nobody;Timeout=3"),
        Told("database.whole.fail", "a page is overwritten", patient => Overwrite(patient.MainDatabase, page: 20)),
        Told("database.whole.fail", "its first page is overwritten", patient =>
            Overwrite(patient.MainDatabase, page: 0)),
        Told("database.whole.fail", "it was cut in half", patient => Cut(patient.MainDatabase)),
        Told("database.version.empty", "a file without tables", patient =>
            File.WriteAllBytes(patient.MainDatabase, [])),
        new("database.version.newer", "a later program was here", patient => patient.Suffers(
            "INSERT INTO \"__EFMigrationsHistory\" VALUES ('99990101000000_Later', '99.0.0')")),
        Told("database.tools.warn", "nothing on the PATH", patient => patient.Surroundings["PATH"] = "/nowhere")
            with { Before = patient => patient.MovesToPostgres() },
    ];

    private static IEnumerable<Ailment> OfTheKeys() =>
    [
        Told("keys.file.missing", "its folder is gone", patient => Directory.Delete(patient.Data + ".keys", recursive: true))
            with { Along = ["files.whole"] },
        Told("keys.file.closed", "anybody may read it", patient => Open(patient.KeyFile, UnixFileMode.OtherRead))
            with { Along = ["files.whole"] },
        Told("keys.file.closed", "it holds no key", patient => File.WriteAllText(patient.KeyFile, "{}"))
            with { Along = ["files.whole"] },
        Told("keys.file.closed", "under a passphrase, and none is given", patient => Close(patient.KeyFile))
            with { Level = "warn", Along = ["files.whole"] },
        Told("keys.file.closed", "under a passphrase, and a wrong one is given", patient =>
        {
            Close(patient.KeyFile);
            patient.Surroundings[MasterKeyFile.PassphraseVariable] = "not the passphrase";
        }) with { Along = ["files.whole"] },
        Told("keys.fit.fail", "another installation's", patient =>
        {
            File.Delete(patient.KeyFile);
            Add(patient.KeyFile);
        }) with { Along = ["files.whole"] },
        Told("keys.next.left", "a renewal ended before its commit", patient => Add(new NextMasterKey(patient.KeyFile).File))
            with { Level = "warn" },
        Told("keys.next.unfinished", "a renewal ended behind its commit", EndsBehindTheCommit) with { Level = "warn" },
        Undecided("nobody listens", "database.answers", patient =>
            patient.Database = "Host=127.0.0.1;Port=1;Username=nobody;Timeout=3"),
        Undecided("the database is gone", "database.answers", patient => File.Delete(patient.MainDatabase)),
        Undecided("the database is damaged", "database.whole", patient => Overwrite(patient.MainDatabase, page: 0)),
        Told("keys.exported.warn", "only another key was exported", patient =>
            ExportNote.Write(patient.Data + ".keys", "0000000000000000", TimeProvider.System.GetUtcNow()))
            with { Before = patient => patient.Say("keys", "export", patient.Export) },
    ];

    private static IEnumerable<Ailment> OfTheFiles() =>
    [
        OfAFile("files.there.fail", "it is gone", File.Delete),
        OfAFile("files.known.warn", "a stray one lies beside it", file =>
            File.Copy(file, Path.Combine(Path.GetDirectoryName(file)!, $"{Guid.CreateVersion7():N}.sealed"))),
        OfAFile("files.whole.fail", "its last byte changed", file => Change(file, Index.FromEnd(1))),
        OfAFile("files.whole.fail", "its first byte changed", file => Change(file, Index.FromStart(0))),
        OfAFile("files.whole.fail", "it was cut in half", Cut),
        OfAFile("files.whole.fail", "nothing is left in it", file => File.WriteAllBytes(file, [])),
        Told("files.whole.warn", "its last byte changed and the key is gone", patient =>
        {
            Change(patient.SealedFile!, Index.FromEnd(1));
            Directory.Delete(patient.Data + ".keys", recursive: true);
        }) with { Before = patient => patient.TakesIn(SamplePdf.Pages()), Along = ["keys.file"] },
    ];

    private static IEnumerable<Ailment> OfRunning() =>
    [
        new("rules.local.warn", "a row that is no rule", patient => patient.Suffers(
            "INSERT INTO local_rows (number, draft, rule_id, rule_version, row) VALUES (1, randomblob(16), 'DF-2026-000001', 1, '{}')")),
        new("installation.made.fail", "its row is gone", patient => patient.Suffers("DELETE FROM installation")),
        new("audit.tail.warn", "the sealer stands still for eleven minutes", patient =>
            patient.Acts(TimeSpan.FromMinutes(11))),
        new("audit.tail.warn", "the same where the days run ahead", async patient =>
        {
            await patient.Acts(TimeSpan.FromMinutes(11), ahead: TimeSpan.FromDays(3));
            await patient.Suffers($"UPDATE installation SET clock_shift = {TimeSpan.FromDays(3).Ticks}");
        }),
        new("clock.fail", "set back an hour", patient => patient.WasSeen(TimeSpan.FromHours(1))),
        Told("mail.warn", "no server is named", patient => patient.Surroundings.Remove("Doors__Mail__Host"))
            with { Before = Settled },
        Told("https.warn", "not said", patient => patient.Surroundings.Remove("HttpsOnly")) with { Before = Settled },
    ];

    private static Ailment Told(string finding, string how, Action<Patient> happens) => new(finding, how, patient =>
    {
        happens(patient);
        return Task.CompletedTask;
    });

    /// <summary>A renewal that ended behind its commit, and then the database cannot be asked.</summary>
    private static Ailment Undecided(string how, string check, Action<Patient> happens)
    {
        var told = Told("keys.next.unknown", how, patient =>
        {
            EndsBehindTheCommit(patient);
            happens(patient);
        });
        return told with { Level = "warn", Along = [check] };
    }

    private static Ailment OfAFile(string finding, string how, Action<string> happens) =>
        Told(finding, how, patient => happens(patient.SealedFile!)) with
        {
            Before = async patient =>
            {
                await patient.TakesIn(SamplePdf.Pages());
                await patient.SealsItsAudit();
            },
        };

    private static Task Settled(Patient patient)
    {
        patient.Surroundings["Doors__Mail__Host"] = "mail.example.gov.cn";
        patient.Surroundings["HttpsOnly"] = "true";
        return Task.CompletedTask;
    }

    private static void Open(string path, UnixFileMode more)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | more);
        }
    }

    private static void Close(string keyFile)
    {
        var master = MasterKeyFile.Load(keyFile, () => null);
        File.Delete(keyFile);
        MasterKeyFile.Save(master, keyFile, "a passphrase of the test");
    }

    private static void Add(string keyFile) =>
        MasterKeyFile.Save(MasterKey.New(TimeProvider.System.GetUtcNow()), keyFile, passphrase: null);

    private static void EndsBehindTheCommit(Patient patient)
    {
        File.Move(patient.KeyFile, new NextMasterKey(patient.KeyFile).File);
        Add(patient.KeyFile);
    }

    private static void Overwrite(string database, int page)
    {
        const int PageSize = 4096;
        using var file = File.OpenWrite(database);
        Assert.True(file.Length > (page + 1) * PageSize);
        file.Position = page * PageSize;
        file.Write(RandomNumberGenerator.GetBytes(PageSize));
    }

    private static void Cut(string path)
    {
        using var file = File.OpenWrite(path);
        file.SetLength(file.Length / 2);
    }

    private static void Change(string path, Index at)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[at] ^= 1;
        File.WriteAllBytes(path, bytes);
    }
}
