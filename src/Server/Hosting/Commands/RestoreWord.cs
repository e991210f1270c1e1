using System.CommandLine;
using System.Globalization;
using Guanwei.Server.Backups;
using Guanwei.Server.Keys;

namespace Guanwei.Server.Hosting.Commands;

/// <summary>Puts a backup into an empty data folder, verified before it takes its place.</summary>
public static class RestoreWord
{
    public static Command Word(GlobalOptions options)
    {
        var file = new Argument<string>("FILE") { Description = Backups.Texts.Say("Restore.File") };
        var keys = new Option<string?>("--keys") { HelpName = "EXPORT", Description = Backups.Texts.Say("Restore.Keys") };
        var command = new Command("restore", Backups.Texts.Say("Restore.Description")) { file, keys };
        command.SetAction(async (parsed, stop) =>
        {
            var invocation = options.Read(parsed);
            var answer = await Restore(invocation, parsed.GetRequiredValue(file), parsed.GetValue(keys), stop);
            return answer.Print(invocation.Json, invocation.Output, invocation.Error);
        });
        return command;
    }

    private static async Task<Answer> Restore(Invocation invocation, string file, string? export, CancellationToken stop)
    {
        if (!File.Exists(file))
        {
            return Answer.Refused([Backups.Texts.Say("Restore.NoFile", file)]);
        }
        try
        {
            var master = export is null ? null : MasterKeyFile.Load(
                export, () => Passphrase.Of(Passphrase.ExportVariable, Texts.Say("Passphrase.Old")));
            var manifest = await RestoreBackup.Run(new(file, invocation.Data, invocation.Database, master), stop);
            var made = manifest.Made.ToOffset(Time.Clock.BeijingOffset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            return new Answer(ExitCode.Ok,
                [
                    Backups.Texts.Say("Restore.Done", Path.GetFullPath(invocation.Data), made, manifest.Entries.Count - 1),
                    master is null ? Backups.Texts.Say("Restore.WithoutKeys", manifest.MasterKey) : Backups.Texts.Say("Restore.WithKeys"),
                ],
                new { manifest.Made, Files = manifest.Entries.Count - 1, manifest.MasterKey, WithKeys = master is not null });
        }
        catch (KeyException problem)
        {
            return Answer.Refused([problem.Sentence]);
        }
        catch (IOException problem)
        {
            return Answer.Refused([DurableFile.IsDiskFull(problem)
                ? Backups.Texts.Say("Restore.DiskFull", invocation.Data)
                : Backups.Texts.Say("Restore.NotWritable", invocation.Data, problem.Message)]);
        }
    }
}
