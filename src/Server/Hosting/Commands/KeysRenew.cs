using System.CommandLine;
using Guanwei.Server.Jobs;
using Guanwei.Server.Keys;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Hosting.Commands;

/// <summary>A new master key in the place of the present one, while no server runs.</summary>
internal static class KeysRenew
{
    private const string Keep = "keep";
    private const string New = "new";
    private const string None = "none";

    // The sealer's timer comes each second: in this time a node that runs is seen at work.
    private static readonly TimeSpan watch = TimeSpan.FromSeconds(4);

    public static Command Word(GlobalOptions options)
    {
        var passphrase = new Option<string>("--passphrase")
        {
            HelpName = $"{Keep}|{New}|{None}", Description = Backups.Texts.Say("Keys.Renew.Passphrase"),
            DefaultValueFactory = _ => Keep,
        };
        passphrase.AcceptOnlyFromAmong(Keep, New, None);
        var command = new Command("renew", Backups.Texts.Say("Keys.Renew.Description")) { passphrase };
        return KeysWord.Saying(
            options, command, (parsed, offline, stop) => Renew(offline, parsed.GetRequiredValue(passphrase), stop), Held);
    }

    private static async Task<Answer> Renew(IServiceProvider offline, string passphrase, CancellationToken stop)
    {
        var (folder, databases) = (offline.GetRequiredService<DataFolder>(), offline.GetRequiredService<Databases>());
        var present = offline.GetRequiredService<MasterKey>();
        if (databases.Settings.Kind is DatabaseKind.Postgres && await AnotherNodeWorks(databases, stop))
        {
            return Answer.Refused([Backups.Texts.Say("Keys.Renew.NodeRuns")]);
        }
        var path = MasterKeyFile.DefaultPath(folder.Root);
        var secret = Secret(path, passphrase);
        // Before anything is written: they are there, and they are this key's.
        await using (var db = databases.OpenForSystem("renewing the master key"))
        {
            await StoredKeys.Ring(db, present, stop);
        }
        var place = new NextMasterKey(path);
        var aside = place.PutAside();
        var next = MasterKey.New(offline.GetRequiredService<Clock>().Machine);
        MasterKeyFile.SaveChecked(next, place.File, secret);
        var count = await KeysWord.Do(
            offline, RenewMasterKey.Verb, act => RenewMasterKey.Run(act, new(present, next), stop), stop);
        var kept = place.TakePlace();
        return new Answer(
            ExitCode.Ok, [.. Sentences(databases, present, next, count, path, kept, aside, passphrase)],
            new { MasterKey = next.Id, Before = present.Id, Keys = count, File = path, Kept = kept, PutAside = aside });
    }

    private static IEnumerable<string> Sentences(
        Databases databases, MasterKey present, MasterKey next, int count, string path, string? kept, string? aside, string passphrase)
    {
        yield return Backups.Texts.Say("Keys.Renewed", present.Id, next.Id, count, path);
        yield return Backups.Texts.Say("Keys.Renewed.Kept", kept);
        if (passphrase != Keep)
        {
            yield return Backups.Texts.Say($"Keys.Renewed.{passphrase}", MasterKeyFile.PassphraseVariable);
        }
        if (databases.Settings.Kind is DatabaseKind.Postgres)
        {
            yield return Backups.Texts.Say("Keys.Renewed.Nodes", path);
        }
        if (aside is not null)
        {
            yield return Backups.Texts.Say("Keys.Renewed.Aside", aside);
        }
        yield return Backups.Texts.Say("Keys.Renewed.Export");
    }

    private static DataFolder Held(string path) => Directory.Exists(path)
        ? DataFolder.Open(path)
        : throw new HaltException(ExitCode.Refused, Backups.Texts.Say("Data.NotThere", Path.GetFullPath(path)));

    private static string? Secret(string path, string passphrase) => passphrase switch
    {
        New => Passphrase.New(Passphrase.NewVariable, "Passphrase.NewMaster"),
        Keep when MasterKeyFile.NeedsPassphrase(path) => Environment.GetEnvironmentVariable(MasterKeyFile.PassphraseVariable),
        _ => null,
    };

    /// <summary>The folder's lock tells of this machine only; another node shows by the timers it takes.</summary>
    private static async Task<bool> AnotherNodeWorks(Databases databases, CancellationToken stop)
    {
        var before = await Taken(databases, stop);
        await Task.Delay(watch, stop);
        return await Taken(databases, stop) != before;
    }

    private static async Task<long> Taken(Databases databases, CancellationToken stop)
    {
        await using var db = databases.OpenForSystem("looking for other nodes");
        return await db.Set<Job>().Where(job => job.UniqueKey == "timer").SumAsync(job => (long)job.LeaseEpoch, stop);
    }
}
