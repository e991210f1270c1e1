using System.CommandLine;
using Guanwei.Server.Actions;
using Guanwei.Server.Keys;
using Guanwei.Server.Storage;

namespace Guanwei.Server.Hosting.Commands;

/// <summary>The installation's keys: a copy to keep elsewhere, the way back, new data keys, a new master key.</summary>
public static class KeysWord
{
    public static Command Word(GlobalOptions options) => new("keys", Backups.Texts.Say("Keys.Description"))
    {
        Export(options), Import(options), Rotate(options), KeysRenew.Word(options),
    };

    private static Command Export(GlobalOptions options)
    {
        var file = new Argument<string>("FILE") { Description = Backups.Texts.Say("Keys.Export.File") };
        return Saying(options, new Command("export", Backups.Texts.Say("Keys.Export.Description")) { file }, async (parsed, offline, stop) =>
        {
            var path = Path.GetFullPath(parsed.GetRequiredValue(file));
            if (File.Exists(path))
            {
                return Answer.Refused([Backups.Texts.Say("Backup.Exists", path)]);
            }
            var (folder, master) = (offline.GetRequiredService<DataFolder>(), offline.GetRequiredService<MasterKey>());
            MasterKeyFile.MustLieOutside(folder.Root, path);
            var passphrase = Passphrase.New(Passphrase.ExportVariable);
            await Do(offline, "key.export", act =>
            {
                act.About("master-key", master.Id, agency: null);
                MasterKeyFile.SaveChecked(master, path, passphrase);
                return Task.FromResult<Outcome<string>>(master.Id);
            }, stop);
            ExportNote.Write(folder.Keys, master.Id, offline.GetRequiredService<Time.Clock>().Machine);
            return Answer.Ok(Backups.Texts.Say("Keys.Exported", path), new { File = path, MasterKey = master.Id });
        });
    }

    private static Command Import(GlobalOptions options)
    {
        var file = new Argument<string>("FILE") { Description = Backups.Texts.Say("Keys.Import.File") };
        return Saying(options, new Command("import", Backups.Texts.Say("Keys.Import.Description")) { file }, async (parsed, offline, stop) =>
        {
            var place = MasterKeyFile.DefaultPath(offline.GetRequiredService<DataFolder>().Root);
            if (File.Exists(place))
            {
                return Answer.Refused([Backups.Texts.Say("Restore.KeysThere", place)]);
            }
            var master = MasterKeyFile.Load(
                parsed.GetRequiredValue(file), () => Passphrase.Of(Passphrase.ExportVariable, Texts.Say("Passphrase.Old")));
            await using (var db = offline.GetRequiredService<Databases>().OpenForSystem("importing the master key"))
            {
                // Opens every data key, or says which other master key they belong to.
                await StoredKeys.Ring(db, master, stop);
            }
            MasterKeyFile.Save(master, place, passphrase: null);
            return Answer.Ok(Backups.Texts.Say("Keys.Imported", place), new { File = place, MasterKey = master.Id });
        });
    }

    private static Command Rotate(GlobalOptions options)
    {
        var purpose = new Option<KeyPurpose[]>("--purpose")
        {
            HelpName = string.Join('|', RotateKeys.Rotatable), Description = Backups.Texts.Say("Keys.Rotate.Purpose"),
            AllowMultipleArgumentsPerToken = true,
        };
        return Saying(options, new Command("rotate", Backups.Texts.Say("Keys.Rotate.Description")) { purpose }, async (parsed, offline, stop) =>
        {
            var purposes = parsed.GetValue(purpose) is { Length: > 0 } chosen ? chosen : [.. RotateKeys.Rotatable];
            if (purposes.Except(RotateKeys.Rotatable).ToList() is { Count: > 0 } others)
            {
                return Answer.Refused([Backups.Texts.Say("Keys.Rotate.Not", string.Join(' ', others))]);
            }
            var master = offline.GetRequiredService<MasterKey>();
            var versions = await Do(offline, RotateKeys.Verb, act => RotateKeys.Run(act, new(master, purposes), stop), stop);
            return Answer.Ok(Backups.Texts.Say("Keys.Rotated", string.Join(' ', purposes)), versions);
        });
    }

    /// <param name="folder">For a word that needs the data folder to itself; else it may run beside a server.</param>
    internal static Command Saying(
        GlobalOptions options, Command command, Func<ParseResult, IServiceProvider, CancellationToken, Task<Answer>> run,
        Func<string, DataFolder>? folder = null)
    {
        command.SetAction(async (parsed, stop) =>
        {
            var invocation = options.Read(parsed);
            await using var offline = Offline.Open(invocation, folder);
            try
            {
                var answer = await run(parsed, offline.Services, stop);
                return answer.Print(invocation.Json, invocation.Output, invocation.Error);
            }
            catch (KeyException trouble)
            {
                return Answer.Refused([trouble.Sentence]).Print(invocation.Json, invocation.Output, invocation.Error);
            }
        });
        return command;
    }

    internal static async Task<TAnswer> Do<TAnswer>(
        IServiceProvider offline, string verb, Func<Act, Task<Outcome<TAnswer>>> run, CancellationToken stop)
    {
        await offline.ReadInForce(stop);
        var actor = Actor.System("guanwei keys", Via.CommandLine);
        var operation = OperationId.From(Guid.CreateVersion7());
        return await offline.GetRequiredService<Actions.Actions>().Do(actor, operation, verb, run, stop) switch
        {
            Outcome<TAnswer>.Done done => done.Answer,
            Outcome<TAnswer>.Refused refused => throw new HaltException(
                ExitCode.Refused, Backups.Texts.Say("Keys.Refused", string.Join(' ', refused.Reasons.Select(reason => reason.Code)))),
            _ => throw new InvalidOperationException("Unknown outcome."),
        };
    }
}
