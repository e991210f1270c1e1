using System.Globalization;
using System.Text.Json;
using Guanwei.Rules.Naming;

namespace Guanwei.Rules.Tests;

/// <summary>One line of <c>tests/Samples/names-*.jsonl</c>: who asks for what, and what must come of it.</summary>
internal sealed record NameCase(
    string Name,
    NameCase.Asker Agency,
    string Profile,
    string Expect,
    string[]? Codes = null,
    string[]? Not = null,
    NameCase.Holding[]? Registered = null,
    string? Day = null,
    string Why = "")
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    internal sealed record Asker(
        string Name, string Level, string Kind, string? RegionCode = null, string[]? ShortNames = null);

    internal sealed record Holding(string Name, string Holder);

    public static IReadOnlyList<NameCase> Of(string file) =>
        [.. File.ReadLines(Path.Combine(Pages.Root(), "tests", "Samples", file))
            .Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<NameCase>(line, Json)!)];

    /// <summary>What is wrong with the answer; empty if nothing is.</summary>
    public string Wrong()
    {
        var judgement = Judge();
        var decision = judgement.Decision;
        Sayings.AssertComplete(decision.Reasons);
        var verdict = decision.Outcome switch
        {
            Outcome.Passed => "accept",
            Outcome.Warned => "warn",
            _ => "refuse",
        };
        var codes = decision.Reasons.Select(reason => reason.Code).ToList();
        var isRight = (Expect == verdict || (Expect == "accept-or-warn" && verdict != "refuse"))
            && (Codes ?? []).All(codes.Contains) && !(Not ?? []).Any(codes.Contains);
        return isRight
            ? ""
            : $"{Name} | {Agency.Name} | {Profile} {Expect} {string.Join(',', Codes ?? [])} not {string.Join(',', Not ?? [])}"
                + $" | {verdict} {string.Join(',', codes)} | {Read(judgement)} | {Why}";
    }

    public NameJudgement Judge()
    {
        Assert.True(Slug.TryRead<AgencyLevel>(Agency.Level, out var level), Agency.Level);
        Assert.True(Slug.TryRead<AgencyKind>(Agency.Kind, out var kind), Agency.Kind);
        Assert.True(Slug.TryRead<Profile>(Profile, out var profile), Profile);
        var day = Day is null ? Given.Today : DateOnly.ParseExact(Day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var taken = NameIndex.Of((Registered ?? []).Select(r => new RegisteredName(r.Name, r.Holder)), Given.Book, day);
        var applicant = new NameApplicant(Agency.Name, level, kind, Agency.RegionCode, Agency.ShortNames);
        return NameCheck.Judge(new NameFacts(Name, applicant, taken), Given.Book, day, profile);
    }

    private static string Read(NameJudgement judgement) =>
        string.Join(' ', judgement.Parts.Select(part => $"{part.Text}:{part.Kind}"));
}
