using Guanwei.Rules.Codes;
using Guanwei.Rules.Eligibility;
using Guanwei.Server.Actions;

namespace Guanwei.Server.Applications;

/// <summary>
/// Step 1: the credit code, whether the agency is a branch, the letter of Hong Kong and Macao, and the first answers
/// put right. What the tree knows of the agency is not typed again.
/// </summary>
public static class SaveAgencyStep
{
    public const string Verb = "application.save-agency";

    /// <param name="First">None: the answers stay as they were.</param>
    public sealed record Request(
        ApplicationId Id, int Version, string? CreditCode, string? BranchOf, FirstReplies? First = null,
        LetterFacts? Letter = null);

    public static async Task<Outcome<int>> Run(Act act, Request request, CancellationToken cancel)
    {
        var (application, refusal) = await Editing.Open(act, request.Id, request.Version, cancel);
        if (application is null)
        {
            return refusal!;
        }
        var (code, branchOf) = (
            Editing.Trimmed(CreditCode.Normalised(request.CreditCode)), Editing.Trimmed(request.BranchOf));
        var letter = Editing.Trimmed(request.Letter?.Number);
        var reasons = Refusal.Of([
            .. Editing.TooLong("agency", "credit-code", code, Editing.Line),
            .. Editing.TooLong("agency", "branch-of", branchOf, Editing.Line),
            .. Editing.TooLong("agency", "letter-number", letter, Editing.Line)]);
        if (reasons.Reasons.Count > 0)
        {
            return reasons;
        }
        (application.CreditCode, application.BranchOf, application.AgencySavedAt) = (code, branchOf, act.Now);
        (application.LetterNumber, application.LetterDate) = (letter, request.Letter?.Date);
        if (request.First is { } first)
        {
            (application.InternalUnit, application.ShortLived, application.EndsOn) =
                (first.InternalUnit, first.ShortLived, first.EndsOn);
        }
        return application.Version;
    }
}
