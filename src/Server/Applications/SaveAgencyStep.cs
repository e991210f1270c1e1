using Guanwei.Rules.Codes;
using Guanwei.Server.Actions;

namespace Guanwei.Server.Applications;

/// <summary>
/// Step 1: the credit code and whether the agency is a branch. What the tree knows of the agency is not typed again.
/// </summary>
public static class SaveAgencyStep
{
    public const string Verb = "application.save-agency";

    public sealed record Request(ApplicationId Id, int Version, string? CreditCode, string? BranchOf);

    public static async Task<Outcome<int>> Run(Act act, Request request, CancellationToken cancel)
    {
        var (application, refusal) = await Editing.Open(act, request.Id, request.Version, cancel);
        if (application is null)
        {
            return refusal!;
        }
        var (code, branchOf) = (
            Editing.Trimmed(CreditCode.Normalised(request.CreditCode)), Editing.Trimmed(request.BranchOf));
        var reasons = Refusal.Of([
            .. Editing.TooLong("agency", "credit-code", code, Editing.Line),
            .. Editing.TooLong("agency", "branch-of", branchOf, Editing.Line)]);
        if (reasons.Reasons.Count > 0)
        {
            return reasons;
        }
        (application.CreditCode, application.BranchOf, application.AgencySavedAt) = (code, branchOf, act.Now);
        return application.Version;
    }
}
