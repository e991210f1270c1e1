using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using System.Reflection;
using Guanwei.Server.Keys;

namespace Guanwei.Server.Hosting;

/// <summary>A word that the command line knows: built anew for each run, in the language of that run.</summary>
public delegate Command Word(GlobalOptions options);

public static class CommandLine
{
    // When tests or tools host the program, a failure must reach them as it is; alone, it becomes a sentence and a
    // code.
    public static bool StandsAlone => Assembly.GetEntryAssembly() == typeof(CommandLine).Assembly;

    public static Task<int> Run(string[] args, Word serve, params Word[] words) =>
        Run(args, Console.Out, Console.Error, serve, words);

    public static async Task<int> Run(
        string[] args, TextWriter output, TextWriter error, Word serve, params IEnumerable<Word> words)
    {
        // The process starts in the invariant culture where no LANG is set.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture =
            CultureInfo.GetCultureInfo(GlobalOptions.Chinese);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = GlobalOptions.LanguageOf(args);

        var options = new GlobalOptions();
        var serving = serve(options);
        var root = Root(serving, words.Select(word => word(options)), options);
        var parsed = root.Parse(args);
        var json = args.Contains("--json");
        var serves = parsed.CommandResult.Command == root || parsed.CommandResult.Command == serving;

        if (Misunderstood(parsed, serves) is { Count: > 0 } errors)
            return Answer.Usage([.. errors, Texts.Say("Usage.Hint")]).Print(json, output, error);
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = output,
                Error = error,
                // Its handler ends in 1, which means "refused" here, and hides the failure from a hosting test.
                EnableDefaultExceptionHandler = false,
                // A server stops as its own lifetime says; the default would cut it off after two seconds.
                ProcessTerminationTimeout = serves ? null : TimeSpan.FromSeconds(10),
            });
        }
        catch (HaltException halt) when (StandsAlone)
        {
            return new Answer(halt.Code, [halt.Message]).Print(json, output, error);
        }
        catch (KeyException closed) when (StandsAlone)
        {
            return Answer.Refused([closed.Sentence]).Print(json, output, error);
        }
        catch (Exception broken) when (StandsAlone && broken is not HostAbortedException)
        {
            return Answer.Broken(Texts.Say("Broken", Scrub.Text(broken.ToString()))).Print(json, output, error);
        }
    }

    private static RootCommand Root(Command serving, IEnumerable<Command> words, GlobalOptions options)
    {
        var root = new RootCommand(Texts.Say("Root.Description")) { TreatUnmatchedTokensAsErrors = false };
        options.AddTo(root);
        var help = root.Options.OfType<HelpOption>().Single();
        (help.Action, help.Description) = (new Help(), Texts.Say("Help.Option"));
        root.Options.OfType<VersionOption>().Single().Description = Texts.Say("Version.Option");
        root.Action = serving.Action;
        foreach (var option in serving.Options)
            root.Options.Add(option);
        root.Subcommands.Add(serving);
        foreach (var word in words)
            root.Subcommands.Add(word);
        return root;
    }

    private static IReadOnlyList<string> Misunderstood(ParseResult parsed, bool serves)
    {
        if (parsed.Errors.Count > 0)
            return [.. parsed.Errors.Select(error => error.Message)];
        // Host settings (--urls=…, --environment=…) pass through to the server; a mistyped word must not start one.
        return [.. parsed.UnmatchedTokens.Where(token => !serves || !IsHostSetting(token))
            .Select(token => Texts.Say("Usage.Unknown", token))];
    }

    private static bool IsHostSetting(string token) =>
        token.StartsWith("--", StringComparison.Ordinal) && token.IndexOf('=', StringComparison.Ordinal) > 2;
}
