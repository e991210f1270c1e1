using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Guanwei.Rules;
using Guanwei.Rules.Naming;
using Guanwei.Server.Time;

namespace Guanwei.Server.Hosting.Commands;

/// <summary>
/// `guanwei name check`: one name, or many from a file, by the rules that ship with the program; needs no database.
/// Exit code 1: at least one name is refused.
/// </summary>
public static class NameWord
{
    // Han text stays readable: the output goes to a console or a file.
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Word(GlobalOptions options)
    {
        var name = new Argument<string?>("NAME") { Arity = ArgumentArity.ZeroOrOne, Description = Texts.Say("Name.Name") };
        var agency = new Option<string?>("--agency") { HelpName = "FILE", Description = Texts.Say("Name.Agency") };
        var batch = new Option<string?>("--batch") { HelpName = "FILE", Description = Texts.Say("Name.Batch") };
        var registered = new Option<string?>("--registered") { HelpName = "FILE", Description = Texts.Say("Name.Registered") };
        var day = new Option<string?>("--day") { HelpName = "YYYY-MM-DD", Description = Texts.Say("Name.Day") };
        var profile = new Option<string?>("--profile")
        {
            HelpName = "guide|current|strict",
            Description = Texts.Say("Name.Profile"),
        };
        var check = new Command("check", Texts.Say("Name.Check")) { name, agency, batch, registered, day, profile };
        check.SetAction(parsed =>
        {
            var invocation = options.Read(parsed);
            var faults = new List<string>();
            var on = DayOf(parsed.GetValue(day), faults);
            var by = ProfileOf(parsed.GetValue(profile), faults);
            var questions = Questions(
                parsed.GetValue(name), parsed.GetValue(agency), parsed.GetValue(batch), faults);
            var holders = parsed.GetValue(registered) is { } file ? NameFiles.Registered(file, faults) : [];
            if (faults.Count > 0)
            {
                return Answer.Usage(faults).Print(invocation.Json, invocation.Output, invocation.Error);
            }
            return Print(invocation, questions, NameIndex.Of(holders, RuleBook.National, on), on, by);
        });
        return new Command("name", Texts.Say("Name.Description")) { check };
    }

    /// <summary>Read here, not by the parser, which lets `--profile --json` pass for the default.</summary>
    private static Profile ProfileOf(string? text, List<string> faults)
    {
        if (text is null)
        {
            return Profile.Current;
        }
        if (!Slug.TryRead<Profile>(text, out var profile))
        {
            faults.Add(Texts.Say("Name.Profile.Wrong", text, Slug.Choices<Profile>()));
        }
        return profile;
    }

    private static DateOnly DayOf(string? text, List<string> faults)
    {
        var today = Clock.DayOf(TimeProvider.System.GetUtcNow());
        if (text is null)
        {
            return today;
        }
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            || day < RuleBook.National.From)
        {
            faults.Add(Texts.Say("Name.Day.Wrong", text, RuleBook.National.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
            return today;
        }
        return day;
    }

    private static IReadOnlyList<NameFacts> Questions(string? name, string? agency, string? batch, List<string> faults)
    {
        if (batch is not null)
        {
            if (name is not null || agency is not null)
            {
                faults.Add(Texts.Say("Name.Batch.Alone"));
            }
            return NameFiles.Batch(batch, faults);
        }
        if (name is null || agency is null)
        {
            faults.Add(Texts.Say("Name.Missing"));
            return [];
        }
        return NameFiles.Applicant(agency, faults) is { } applicant ? [new NameFacts(name, applicant)] : [];
    }

    private static int Print(
        Invocation invocation, IReadOnlyList<NameFacts> questions, NameIndex taken, DateOnly day, Profile profile)
    {
        var refused = false;
        var words = Sentences.In(CultureInfo.CurrentUICulture.Name);
        foreach (var question in questions)
        {
            var judgement = NameCheck.Judge(question with { Taken = taken }, RuleBook.National, day, profile);
            refused |= judgement.Decision.Outcome == Outcome.Refused;
            invocation.Output.WriteLine(invocation.Json
                ? Line(question.Text!, judgement, words)
                : string.Join(Environment.NewLine, Sentence(question.Text!, judgement, words)));
        }
        return (int)(refused ? ExitCode.Refused : ExitCode.Ok);
    }

    private static string Line(string name, NameJudgement judgement, Sentences words) => JsonSerializer.Serialize(
        new
        {
            Name = name,
            Verdict = Verdict(judgement),
            Reasons = judgement.Decision.Reasons.Select(reason => new
            {
                reason.Code,
                Severity = Slug.Of(reason.Severity),
                words.Say(reason).Sentence,
                Rule = reason.Rule?.ToString(),
                Source = SourceOf(reason, words),
            }),
            judgement.Suggestions,
        },
        Readable);

    private static IEnumerable<string> Sentence(string name, NameJudgement judgement, Sentences words)
    {
        yield return Texts.Say($"Name.{Verdict(judgement)}", name);
        foreach (var reason in judgement.Decision.Reasons)
        {
            yield return $"  [{words.Term("severity", reason.Severity)}] {words.Say(reason).Sentence} {words.Say(reason).Remedy}";
            yield return $"    {reason.Code} {reason.Rule} {SourceOf(reason, words)}";
        }
        if (judgement.Suggestions.Count > 0)
        {
            yield return Texts.Say("Name.Suggestions", string.Join("  ", judgement.Suggestions));
        }
    }

    private static string? SourceOf(Reason reason, Sentences words) =>
        reason.Rule is { } rule && RuleBook.National.Find(rule) is { } found ? Citation.Of(found, words) : null;

    private static string Verdict(NameJudgement judgement) => judgement.Decision.Outcome switch
    {
        Outcome.Passed => "accept",
        Outcome.Warned => "warn",
        _ => "refuse",
    };
}
