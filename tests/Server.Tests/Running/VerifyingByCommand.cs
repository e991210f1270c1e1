using System.Text.Json;
using Guanwei.Server.Audit;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanwei.Server.Tests.Running;

/// <summary>
/// <c>guanwei audit verify</c> as an examiner starts it: a process of its own, beside a database that nobody serves.
/// </summary>
public sealed class VerifyingByCommand : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("guanwei-verify-");

    private string Data => Path.Combine(_home.FullName, "data");

    [Fact]
    public async Task An_untouched_audit_ends_with_0_and_a_tampered_one_with_1_naming_the_entry()
    {
        await Worked();

        var (sound, said, _) = await OwnProcess.Run("audit", "verify", "--data", Data);
        var (soundToo, json, _) = await OwnProcess.Run("audit", "verify", "--data", Data, "--json");

        Assert.Equal((0, 0), (sound, soundToo));
        Assert.Contains("未发现", said, StringComparison.Ordinal);
        var facts = JsonDocument.Parse(json).RootElement;
        Assert.Equal(0, facts.GetProperty("code").GetInt32());
        var verdict = facts.GetProperty("facts").GetProperty("verdict");
        Assert.True(verdict.GetProperty("sound").GetBoolean());
        Assert.True(verdict.GetProperty("macsChecked").GetBoolean());
        Assert.True(verdict.GetProperty("entries").GetInt64() > 0);

        await Tampers();
        var (tampered, _, complaint) = await OwnProcess.Run("audit", "verify", "--data", Data);
        var (tamperedToo, findings, _) = await OwnProcess.Run("audit", "verify", "--data", Data, "--json");

        Assert.Equal((1, 1), (tampered, tamperedToo));
        Assert.NotEmpty(complaint);
        var finding = JsonDocument.Parse(findings).RootElement.GetProperty("facts").GetProperty("verdict").GetProperty("findings")[0];
        Assert.Equal(1, finding.GetProperty("number").GetInt64());
    }

    [Fact]
    public async Task Where_there_is_nothing_to_verify_it_ends_with_3_and_makes_nothing()
    {
        var (code, output, _) = await OwnProcess.Run("audit", "verify", "--data", Data, "--json");

        Assert.Equal(3, code);
        Assert.Equal(3, JsonDocument.Parse(output).RootElement.GetProperty("code").GetInt32());
        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public async Task A_database_that_is_none_ends_with_3()
    {
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(Path.Combine(Data, "main.db"), "not a database, though it lies where one would");

        var (code, _, error) = await OwnProcess.Run("audit", "verify", "--data", Data);

        Assert.Equal(3, code);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    /// <summary>An installation in which something was done and sealed.</summary>
    private async Task Worked()
    {
        TestInstallation.MakeIn(Data);
        await using (var host = new GuanweiHost { Data = Data })
        {
            await host.Agency("某县民政局");
            await host.Services.GetRequiredService<Sealer>().SealAll(TestContext.Current.CancellationToken);
        }
        SqliteConnection.ClearAllPools();
    }

    private async Task Tampers()
    {
        using (var databases = new Databases(DatabaseSettings.Sqlite(Path.Combine(Data, "main.db"))))
        {
            await using var db = databases.OpenForSystem("test");
            Assert.Equal(1, await db.Set<AuditEntry>().Where(x => x.Number == 1)
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.Verb, "test.harmless")));
        }
        SqliteConnection.ClearAllPools();
    }

    public void Dispose() => _home.Delete(recursive: true);
}
