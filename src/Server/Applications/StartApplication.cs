using Guanwei.Rules;
using Guanwei.Rules.Eligibility;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Applications;

/// <summary>A new draft for the applicant's agency, with its number, once the first questions are answered.</summary>
public static class StartApplication
{
    public const string Verb = "application.start";

    private const string Series = "SQ";

    /// <param name="AnsweredBy">Who will answer citizens; the purpose says it again.</param>
    /// <param name="AccountType">What the adviser recommended, where it was asked before.</param>
    public sealed record Request(FirstReplies First, string? AnsweredBy, AccountType? AccountType = null);

    public sealed record Answer(ApplicationId Id, string Number);

    public static async Task<Outcome<Answer>> Run(Act act, Request request, CancellationToken cancel)
    {
        if (act.Actor.Agency is not { } own
            || await act.Db.Set<Agency>().SingleOrDefaultAsync(x => x.Id == own, cancel) is not { ClosedAt: null } agency)
        {
            return Refusals.NotFound();
        }
        var answeredBy = Editing.Trimmed(request.AnsweredBy);
        var first = (await FirstQuestioning.Ask(act.Db, act.InForce, agency, request.First, act.Today, cancel)).Decision;
        act.Under(first.Reasons.Select(reason => reason.Rule?.ToString()).OfType<string>());
        var reasons = Refusal.Of([
            .. FirstQuestioning.Unanswered(request.First),
            .. Editing.TooLong("purpose", "answered-by", answeredBy, Editing.Line),
            .. first.Blocking]);
        if (reasons.Reasons.Count > 0)
        {
            return reasons;
        }
        var application = new OpeningApplication
        {
            Id = act.NewId<ApplicationId>(),
            AgencyId = agency.Id,
            AgencyName = agency.Name,
            Number = await act.NextNumber(Series, cancel),
            StartedAt = act.Now,
            InternalUnit = request.First.InternalUnit,
            ShortLived = request.First.ShortLived,
            EndsOn = request.First.EndsOn,
            CreditCode = agency.CreditCode,
            AnsweredBy = answeredBy,
            AccountType = request.AccountType,
        };
        act.Touch(application);
        act.Db.Add(application);
        act.About(OpeningApplication.Kind, application.Id, agency.Id, application);
        await Contributor.Note(act, application, cancel);
        return new Answer(application.Id, application.Number);
    }
}
