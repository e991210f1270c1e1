using System.CommandLine;

namespace Guanwei.Server.Hosting.Commands;

public static class ServeCommand
{
    public static Command Word(GlobalOptions options)
    {
        var command = new Command("serve", Texts.Say("Serve.Description")) { TreatUnmatchedTokensAsErrors = false };
        command.SetAction(async (parsed, ct) =>
        {
            await Serve.Run(options.Read(parsed), parsed.UnmatchedTokens, ct);
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
