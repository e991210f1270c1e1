using Guanwei.Rules;
using Guanwei.Rules.Eligibility;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Storage;
using Guanwei.Server.Ui;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Applications;

/// <summary>What is asked before an application is started, and again wherever its answers are changed (首问).</summary>
public static class FirstQuestioning
{
    public const string InternalUnit = "internal-unit";
    public const string ShortLived = "short-lived";
    public const string EndsOn = "ends-on";

    /// <summary>What the rules say about the agency and the answers; the page shows it, the start obeys it.</summary>
    public static async Task<FirstAnswer> Ask(
        PlatformDb db, InForce inForce, Agency agency, FirstReplies replies, DateOnly today, CancellationToken cancel)
    {
        var existing = await db.Set<NameReservation>().CountAsync(x => x.HolderId == agency.Id, cancel);
        return FirstQuestions.Check(
            new AgencyFacts(agency.Name, agency.CreditCode, agency.Level, agency.Kind, agency.RegionCode),
            existing, replies, inForce.Rules, today, inForce.Profile);
    }

    /// <summary>A question that was left open.</summary>
    public static IEnumerable<Reason> Unanswered(FirstReplies replies)
    {
        if (replies.InternalUnit is Reply.NotAsked)
        {
            yield return Refusals.Because("FIRST_ANSWER_MISSING", new Place(FormSteps.Agency, InternalUnit));
        }
        if (replies.ShortLived is Reply.NotAsked)
        {
            yield return Refusals.Because("FIRST_ANSWER_MISSING", new Place(FormSteps.Agency, ShortLived));
        }
    }

    /// <summary>The answers as a form sends them; what is not among them was not answered.</summary>
    public static FirstReplies Read(IFormCollection form) => new(
        ReplyOf(form[InternalUnit]), ReplyOf(form[ShortLived]),
        ReplyOf(form[ShortLived]) is Reply.Yes ? Fields.Day(form[EndsOn]) : null);

    private static Reply ReplyOf(string? value) => Slug.TryRead<Reply>(value, out var reply) ? reply : Reply.NotAsked;
}
