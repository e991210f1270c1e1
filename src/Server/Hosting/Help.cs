using System.CommandLine;
using System.CommandLine.Invocation;

namespace Guanwei.Server.Hosting;

/// <summary>
/// The library's own help knows only part of the headings in Chinese; this one says everything in one language.
/// </summary>
public sealed class Help : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        var command = parseResult.CommandResult.Command;
        var arguments = command.Arguments.Where(argument => !argument.Hidden).ToList();
        output.WriteLine(command.Description);
        Section(Texts.Say("Help.Usage"),
            [(string.Join(' ', [.. Path(command), .. arguments.Select(Name), Texts.Say("Help.Options.Short")]), "")]);
        Section(Texts.Say("Help.Words"), command.Subcommands.Where(word => !word.Hidden).Select(Word));
        Section(Texts.Say("Help.Arguments"), arguments.Select(argument => (Name(argument), argument.Description)));
        Section(Texts.Say("Help.Options"), Options(command).Select(option => (Names(option), option.Description)));
        return (int)ExitCode.Ok;

        void Section(string heading, IEnumerable<(string Left, string? Right)> rows)
        {
            var lines = rows.ToList();
            if (lines.Count == 0)
                return;
            output.WriteLine();
            output.WriteLine(heading);
            var width = lines.Max(line => line.Left.Length);
            foreach (var (left, right) in lines)
                output.WriteLine($"  {left.PadRight(width)}  {right}".TrimEnd());
        }
    }

    private static IEnumerable<string> Path(Command command) => command is RootCommand
        ? ["guanwei"]
        : [.. Path(command.Parents.OfType<Command>().First()), command.Name];

    private static (string, string?) Word(Command word) =>
        (string.Join(' ', [word.Name, .. word.Arguments.Select(Name)]), word.Description);

    private static IEnumerable<Option> Options(Command command)
    {
        var above = command.Parents.OfType<Command>().SelectMany(Options).Where(option => option.Recursive);
        return command.Options.Concat(above).Where(option => !option.Hidden);
    }

    private static string Name(Argument argument) => argument.HelpName ?? argument.Name;

    private static string Names(Option option) =>
        string.Join(", ", option.Aliases.Where(alias => alias.StartsWith('-')).Append(option.Name))
        + (option.ValueType == typeof(bool) || option.ValueType == typeof(void) ? "" : " " + option.HelpName);
}
