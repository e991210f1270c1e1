using System.CommandLine;
using System.Globalization;

namespace Guanwei.Server.Hosting;

/// <summary>The options that every word takes.</summary>
public sealed class GlobalOptions
{
    public const string Chinese = "zh-CN";
    public const string English = "en";

    private readonly Option<bool> _json = new("--json") { Recursive = true, Description = Texts.Say("Option.Json") };
    private readonly Option<string> _lang = Lang();
    private readonly Option<string> _data = new("--data")
    {
        Recursive = true,
        HelpName = "DIR",
        Description = Texts.Say("Option.Data"),
        DefaultValueFactory = _ => "./data",
    };

    private readonly Option<string?> _database = new("--database")
    {
        Recursive = true,
        HelpName = "CONNECTION",
        Description = Texts.Say("Option.Database"),
    };

    public void AddTo(Command root)
    {
        root.Options.Add(_json);
        root.Options.Add(_lang);
        root.Options.Add(_data);
        root.Options.Add(_database);
    }

    public Invocation Read(ParseResult parsed) => new(
        parsed.GetRequiredValue(_data),
        parsed.GetValue(_database) ?? Environment.GetEnvironmentVariable("GUANWEI_DATABASE"),
        parsed.GetValue(_json),
        parsed.InvocationConfiguration.Output,
        parsed.InvocationConfiguration.Error);

    /// <summary>True when the data folder or the database was named, and not only taken as usual.</summary>
    public bool NamesInstallation(ParseResult parsed) =>
        parsed.GetResult(_data) is { Implicit: false } || parsed.GetValue(_database) is not null;

    /// <summary>
    /// The descriptions of all words are said while they are built, so the language is read before them.
    /// </summary>
    public static CultureInfo LanguageOf(IReadOnlyList<string> args)
    {
        var lang = Lang();
        var parsed = new RootCommand { TreatUnmatchedTokensAsErrors = false, Options = { lang } }.Parse(args);
        return CultureInfo.GetCultureInfo(
            parsed.GetResult(lang) is { Errors: var errors } && !errors.Any()
                ? parsed.GetRequiredValue(lang)
                : Chinese);
    }

    private static Option<string> Lang()
    {
        var lang = new Option<string>("--lang")
        {
            Recursive = true,
            HelpName = "zh-CN|en",
            Description = Texts.Say("Option.Lang"),
            DefaultValueFactory = _ => Chinese,
        };
        return lang.AcceptOnlyFromAmong(Chinese, English);
    }
}
