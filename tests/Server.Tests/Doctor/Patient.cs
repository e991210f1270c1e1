using System.Text.Json;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Audit;
using Guanwei.Server.Files;
using Guanwei.Server.Hosting;
using Guanwei.Server.Hosting.Commands;
using Guanwei.Server.Jobs;
using Guanwei.Server.Keys;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Guanwei.Server.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Guanwei.Server.Tests.Doctor;

/// <summary>
/// An installation that `guanwei init` would have made, in a folder of its own, and the words an administrator says to
/// it.
/// </summary>
internal sealed class Patient : IAsyncDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("guanwei-doctor-");
    private TestDatabase? lent;
    private SmallDisk? disk;

    public Patient()
    {
        Environment.SetEnvironmentVariable(Passphrase.ExportVariable, "a passphrase of the test");
        Data = Path.Combine(home.FullName, "data");
        TestInstallation.MakeIn(Data);
    }

    public string Data { get; private set; }

    public string Home => home.FullName;

    public string MainDatabase => DataFolder.MainDatabaseOf(Data);

    public string KeyFile => MasterKeyFile.DefaultPath(Data);

    public string Archive => Path.Combine(home.FullName, "backup.tar");

    public string Export => Path.Combine(home.FullName, "master.export.json");

    /// <summary>Connection to a PostgreSQL server; none: the file in the data folder.</summary>
    public string? Database { get; set; }

    /// <summary>What the program finds in its environment; with any of it, it runs as a process of its own.</summary>
    public Dictionary<string, string> Surroundings { get; } = [];

    public async Task<Report> Examine(string language = GlobalOptions.Chinese, string? data = null)
    {
        var (code, output, error) = await Say("doctor", "--json", "--lang", language, "--data", data ?? Data);
        Assert.True(error.Length == 0, error);
        return Report.Of(code, output);
    }

    public async Task<(int Code, string Output, string Error)> Say(params string[] words)
    {
        string[] args =
        [
            .. words,
            .. words.Contains("--data") ? [] : new[] { "--data", Data },
            .. Database is null ? [] : new[] { "--database", Database },
        ];
        if (Surroundings.Count > 0)
        {
            await using var program = OwnProcess.Start(AppContext.BaseDirectory, "/", Surroundings, args);
            var said = program.Process.StandardOutput.ReadToEndAsync();
            var complained = program.Process.StandardError.ReadToEndAsync();
            await program.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (program.Process.ExitCode, await said, await complained);
        }
        using StringWriter output = new(), error = new();
        var code = await CommandLine.Run(
            args, output, error, ServeCommand.Word, BackupWord.Word, RestoreWord.Word, KeysWord.Word, DoctorWord.Word);
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>Where the bytes lie of the file that was taken in.</summary>
    public string? SealedFile { get; private set; }

    /// <summary>A file comes in by the product's own way.</summary>
    public async Task TakesIn(byte[] content)
    {
        await using var server = await Opened();
        var agency = await Does(server, server.Services.GetRequiredService<Clock>(), act =>
            EnterAgency.Run(act, new(Entry.Of("某县民政局"), null), CancellationToken.None));
        await using var arrival = await server.Services.GetRequiredService<Reception>()
            .Receive(new MemoryStream(content), "公函.pdf", TestContext.Current.CancellationToken);
        var file = await Does(server, server.Services.GetRequiredService<Clock>(), act =>
            Task.FromResult<Outcome<FileId>>(arrival.Store(act, ReceptionDesk.Document, agency).Id));
        SealedFile = Path.Combine(Data, "files", FileVault.Place(file.Value));
    }

    /// <summary>
    /// Something is done and not sealed, by a server whose clock was behind, and whose days run ahead.
    /// </summary>
    public async Task Acts(TimeSpan ago, TimeSpan ahead = default)
    {
        await using var server = await Opened();
        var clock = new Clock(new FakeTimeProvider(DateTimeOffset.UtcNow - ago));
        clock.ShiftTo(ahead);
        await Does(server, clock, _ => Task.FromResult<Outcome<string>>("done"));
    }

    /// <summary>The server ran when the machine said it was so much later.</summary>
    public async Task WasSeen(TimeSpan later)
    {
        await using var server = await Opened();
        var clock = new Clock(new FakeTimeProvider(DateTimeOffset.UtcNow + later));
        var databases = server.Services.GetRequiredService<Databases>();
        await new ClockWatch(databases, server.Services.GetRequiredService<Actions.Actions>(), clock)
            .Look(TestContext.Current.CancellationToken);
    }

    public async Task SealsItsAudit()
    {
        await using var server = await Opened();
        var services = server.Services;
        var sealer = new Sealer(services.GetRequiredService<Databases>(), services.GetRequiredService<InForceSource>());
        await sealer.SealAll(TestContext.Current.CancellationToken);
    }

    public async Task MovesToPostgres()
    {
        lent = await TestDatabase.On(DatabaseKind.Postgres);
        Database = lent.Settings.Connection;
    }

    /// <summary>Data and keys, onto a disk of that size.</summary>
    public async Task MovesToDisk(string size)
    {
        disk = await SmallDisk.Of(size);
        var place = Path.Combine(disk.Root, "data");
        foreach (var (from, to) in new[] { (Data, place), (Data + ".keys", place + ".keys") })
        {
            DataFolder.CreatePrivate(to);
            foreach (var file in Directory.GetFiles(from))
            {
                File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
            }
        }
        Data = place;
    }

    /// <summary>Changes the database past the product.</summary>
    public async Task Suffers(string sql)
    {
        await using var database = new SqliteConnection($"Data Source={MainDatabase};Pooling=false");
        await database.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new SqliteCommand(sql, database);
        Assert.True(await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken) > 0, sql);
    }

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        if (lent is not null)
        {
            await lent.DisposeAsync();
        }
        if (disk is not null)
        {
            await disk.DisposeAsync();
        }
        home.Delete(recursive: true);
    }

    private async Task<WebApplication> Opened()
    {
        var server = Offline.Open(new Invocation(Data, Database, Json: false, TextWriter.Null, TextWriter.Null));
        await server.Services.ReadInForce(TestContext.Current.CancellationToken);
        return server;
    }

    private static async Task<TAnswer> Does<TAnswer>(
        WebApplication server, Clock clock, Func<Act, Task<Outcome<TAnswer>>> run)
    {
        var services = server.Services;
        var actions = new Actions.Actions(
            services.GetRequiredService<Databases>(), clock, services.GetRequiredService<RoleTable>(),
            services.GetRequiredService<InForceSource>(), services.GetRequiredService<JobSignal>());
        return (await actions.Do(
            Actor.System("test"), House.NewOperation(), "test.act", run, TestContext.Current.CancellationToken)).Required;
    }
}

/// <summary>What the doctor said.</summary>
internal sealed record Report(int Code, IReadOnlyDictionary<string, Report.Line> Lines)
{
    public sealed record Line(string Check, string Level, string Sentence, string? Remedy);

    public string? this[string check] => Lines.GetValueOrDefault(check)?.Level;

    public static Report Of(int code, string json) => new(code, JsonDocument.Parse(json).RootElement.GetProperty("facts")
        .Deserialize<List<Line>>(JsonSerializerOptions.Web)!.ToDictionary(line => line.Check));
}
