using System.CommandLine;
using Guanwei.Server.Demo;

namespace Guanwei.Server.Hosting.Commands;

public static class ServeCommand
{
    public static Command Word(GlobalOptions options)
    {
        var command = new Command("serve", Texts.Say("Serve.Description")) { TreatUnmatchedTokensAsErrors = false };
        var demoPublic = new Option<bool>("--demo-public") { Description = Guanwei.Server.Demo.Texts.Say("Option.Public") };
        command.Options.Add(demoPublic);
        command.SetAction(async (parsed, ct) =>
        {
            IEnumerable<string> more = parsed.GetValue(demoPublic) ? [$"--{DemoSetup.Public}=true"] : [];
            await Serve.Run(options.Read(parsed), [.. parsed.UnmatchedTokens, .. more], ct);
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
