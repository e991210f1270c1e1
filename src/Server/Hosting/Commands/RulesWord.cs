using System.CommandLine;
using System.Globalization;
using Guanwei.Rules;
using Guanwei.Server.RuleBooks;
using Guanwei.Server.Time;
using RuleTexts = Guanwei.Server.RuleBooks.Texts;

namespace Guanwei.Server.Hosting.Commands;

/// <summary>`guanwei rules show|diff|resolve`.</summary>
public static class RulesWord
{
    public static Command Word(GlobalOptions options) => new("rules", RuleTexts.Say("Cli.Description"))
    {
        Show(options), Diff(options), Resolve(options),
    };

    private static Command Show(GlobalOptions options)
    {
        var key = new Argument<string?>("KEY") { Description = RuleTexts.Say("Cli.Key"), Arity = ArgumentArity.ZeroOrOne };
        var subject = new Option<string?>("--subject")
        {
            HelpName = "SUBJECT", Description = RuleTexts.Say("Cli.Subject", string.Join(", ", Subjects.Names)),
        };
        var show = new Command("show", RuleTexts.Say("Cli.Show")) { key, subject };
        show.SetAction((parsed, cancel) => Ask(options, parsed, book =>
            RulesConsole.Show(book, parsed.GetValue(key), parsed.GetValue(subject)), cancel));
        return show;
    }

    private static Command Resolve(GlobalOptions options)
    {
        var key = new Argument<string>("KEY") { Description = RuleTexts.Say("Cli.Key") };
        var scope = new Option<string?>("--scope") { HelpName = "SCOPE", Description = RuleTexts.Say("Cli.Scope") };
        var (day, profile) = (Day("--day", "Cli.Day"), ProfileNamed());
        var resolve = new Command("resolve", RuleTexts.Say("Cli.Resolve")) { key, scope, day, profile };
        resolve.SetAction((parsed, cancel) => Ask(options, parsed, book =>
            ReadDay(parsed.GetValue(day)) is not { } asked ? BadDay(parsed.GetValue(day))
            : !Slug.TryRead<Profile>(parsed.GetValue(profile) ?? "current", out var by) ? BadProfile(parsed.GetValue(profile))
            : RulesConsole.Resolve(book, parsed.GetValue(key)!, parsed.GetValue(scope) ?? "", asked, by), cancel));
        return resolve;
    }

    private static Command Diff(GlobalOptions options)
    {
        var profiles = new Option<string[]>("--profile") { HelpName = "PROFILE", Description = RuleTexts.Say("Cli.Profile") };
        var (day, from, to) = (Day("--day", "Cli.Day"), Day("--from", "Cli.From"), Day("--to", "Cli.To"));
        var diff = new Command("diff", RuleTexts.Say("Cli.Diff")) { profiles, day, from, to };
        diff.SetAction((parsed, cancel) => Ask(options, parsed, book => Compare(
            book, parsed.GetValue(profiles) ?? [], parsed.GetValue(day), parsed.GetValue(from), parsed.GetValue(to)), cancel));
        return diff;
    }

    private static Answer Compare(RuleBook book, string[] profiles, string? day, string? from, string? to)
    {
        var read = profiles.Select(code => Slug.TryRead<Profile>(code, out var profile) ? (Profile?)profile : null).ToList();
        if (read.Contains(null))
        {
            return BadProfile(profiles[read.IndexOf(null)]);
        }
        foreach (var text in new[] { day, from, to })
        {
            if (ReadDay(text) is null)
            {
                return BadDay(text);
            }
        }
        return (read, from, to) switch
        {
            ([{ } one, { } other], null, null) => RulesConsole.Diff(book, (one, ReadDay(day)!.Value), (other, ReadDay(day)!.Value)),
            ({ Count: <= 1 }, not null, not null) when day is null => RulesConsole.Diff(
                book, (read.FirstOrDefault() ?? Profile.Current, ReadDay(from)!.Value),
                (read.FirstOrDefault() ?? Profile.Current, ReadDay(to)!.Value)),
            _ => Answer.Usage([RuleTexts.Say("Cli.DiffWhat")]),
        };
    }

    private static async Task<int> Ask(
        GlobalOptions options, ParseResult parsed, Func<RuleBook, Answer> ask, CancellationToken cancel)
    {
        var invocation = options.Read(parsed);
        var (book, trouble) = await RulesConsole.Book(invocation, options.NamesInstallation(parsed), cancel);
        return (trouble ?? ask(book!)).Print(invocation.Json, invocation.Output, invocation.Error);
    }

    private static Option<string?> Day(string name, string text) => new(name) { HelpName = "DAY", Description = RuleTexts.Say(text) };

    private static Option<string?> ProfileNamed() => new("--profile") { HelpName = "PROFILE", Description = RuleTexts.Say("Cli.Profile") };

    /// <summary>Today in Beijing where none is given; nothing where it is no day.</summary>
    private static DateOnly? ReadDay(string? text) =>
        text is null ? Clock.DayOf(TimeProvider.System.GetUtcNow())
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : null;

    private static Answer BadDay(string? text) => Answer.Usage([RuleTexts.Say("Cli.BadDay", text)]);

    private static Answer BadProfile(string? text) => Answer.Usage([RuleTexts.Say("Cli.BadProfile", text)]);
}
