using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Workflows;

namespace Guanwei.Server.Applications;

/// <summary>
/// 减免决定: a person of the agency above grants or refuses the waiver, with words; the verb of the act says which. What
/// the rules say of it then is kept with the decision.
/// </summary>
public static class DecideWaiver
{
    public sealed record Request(ApplicationId Id, int Version, string? Words);

    public static async Task<Outcome<string>> Run(Act act, Request request, CancellationToken cancel)
    {
        var said = Deciding.Words(request.Words);
        var (application, refusal) = await Deciding.Move(
            act, request.Id, request.Version, said, [.. WordsAreGiven(said), .. Deciding.TooLong("decision", said)], cancel);
        if (application is null)
        {
            return refusal!;
        }
        var about = await FeeWaiving.ScopeOf(act.Db, application, cancel);
        // The step of this very decision is not saved yet.
        var decided = (await FeeWaiving.Of(act.Db, application.ObjectId, cancel)) with
        {
            Decision = act.Verb == OpeningWorkflow.GrantWaiver
                ? Rules.Certification.WaiverDecision.Granted : Rules.Certification.WaiverDecision.Refused,
        };
        var fee = decided.Fee(about, act.InForce, act.Today);
        StoredDecision.Keep(act, OpeningApplication.Kind, application.ObjectId, application.AgencyId, about, fee.Decision);
        act.TellApplicants(
            application, act.Verb == OpeningWorkflow.GrantWaiver ? "application.waiver-granted" : "application.waiver-refused");
        return application.Number;
    }

    private static IEnumerable<Reason> WordsAreGiven(Said said) => said.Words.Length > 0
        ? [] : [Refusals.Because("WAIVER_WORDS_MISSING", new Place("decision", "words"))];
}
