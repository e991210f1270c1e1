using System.CommandLine;
using Guanwei.Server.Files;

namespace Guanwei.Server.Hosting.Commands;

/// <summary>
/// Opens one foreign file; the server starts it as a child process. Exit code 1: the file is refused.
/// </summary>
public static class InspectWord
{
    public static Command Word(GlobalOptions options)
    {
        var path = new Argument<string>("PATH") { Description = Texts.Say("Inspect.Path") };
        var name = new Option<string?>("--name") { HelpName = "NAME", Description = Texts.Say("Inspect.Name") };
        var table = new Option<bool>("--table") { Description = Texts.Say("Inspect.Table") };
        var command = new Command("inspect", Texts.Say("Inspect.Description")) { path, name, table };
        command.SetAction(parsed => parsed.GetValue(table)
            ? InspectCommand.RunTable(parsed.GetRequiredValue(path), parsed.InvocationConfiguration.Output)
            : InspectCommand.Run(
                parsed.GetRequiredValue(path), parsed.GetValue(name), parsed.InvocationConfiguration.Output));
        return command;
    }
}
