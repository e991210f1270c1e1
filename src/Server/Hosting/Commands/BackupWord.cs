using System.CommandLine;
using System.Globalization;
using Guanwei.Server.Actions;
using Guanwei.Server.Backups;
using Guanwei.Server.Files;
using Guanwei.Server.Keys;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;

namespace Guanwei.Server.Hosting.Commands;

/// <summary>One archive of everything but the master key; may be taken while the server runs.</summary>
public static class BackupWord
{
    public static Command Word(GlobalOptions options)
    {
        var file = new Argument<string>("FILE") { Description = Backups.Texts.Say("Backup.File") };
        var seal = new Option<bool>("--seal") { Description = Backups.Texts.Say("Backup.Seal") };
        var command = new Command("backup", Backups.Texts.Say("Backup.Description")) { file, seal };
        command.SetAction(async (parsed, stop) =>
        {
            var invocation = options.Read(parsed);
            var answer = await Take(invocation, parsed.GetRequiredValue(file), parsed.GetValue(seal), stop);
            return answer.Print(invocation.Json, invocation.Output, invocation.Error);
        });
        return command;
    }

    private static async Task<Answer> Take(Invocation invocation, string file, bool seal, CancellationToken stop)
    {
        await using var offline = Offline.Open(invocation);
        var services = offline.Services;
        var folder = services.GetRequiredService<DataFolder>();
        if (!Directory.Exists(folder.Root))
        {
            return Answer.Refused([Backups.Texts.Say("Data.NotThere", folder.Root)]);
        }
        try
        {
            var manifest = await TakeBackup.Run(
                services.GetRequiredService<Databases>(), services.GetRequiredService<FileVault>(),
                new(file, seal ? services.GetRequiredService<MasterKey>() : null, services.GetRequiredService<Clock>().Machine), stop);
            return Told(file, manifest);
        }
        catch (Exception full) when (Conflicts.IsDiskFull(full))
        {
            return Answer.Refused([Backups.Texts.Say("Backup.DiskFull", file)]);
        }
        catch (IOException problem)
        {
            return Answer.Refused([File.Exists(file) ? Backups.Texts.Say("Backup.Exists", file)
                : Backups.Texts.Say("Backup.NotWritable", file, problem.Message)]);
        }
        catch (KeyException problem)
        {
            return Answer.Refused([problem.Sentence]);
        }
    }

    private static Answer Told(string file, Manifest manifest)
    {
        var files = manifest.Entries.Count - 1;
        var size = (new FileInfo(file).Length / 1048576.0).ToString("0.#", CultureInfo.InvariantCulture);
        List<string> sentences =
            [Backups.Texts.Say("Backup.Done", file, files, size), Backups.Texts.Say("Backup.KeysApart", manifest.MasterKey)];
        if (manifest.Missing.Count > 0)
        {
            sentences.Add(Backups.Texts.Say("Backup.Missing", manifest.Missing.Count));
        }
        return new Answer(ExitCode.Ok, sentences, new
        {
            File = Path.GetFullPath(file),
            Files = files,
            manifest.Made,
            manifest.MasterKey,
            Sealed = manifest.Seal is not null,
            manifest.Missing,
        });
    }
}
