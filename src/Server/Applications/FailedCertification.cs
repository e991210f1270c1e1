using Guanwei.Rules;
using Guanwei.Rules.Certification;
using Guanwei.Server.Actions;
using Guanwei.Server.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Applications;

/// <summary>The certification that failed last, as the rules look at it, and for whom they are asked.</summary>
internal sealed record FailedCertification(FailedAttempt Failed, Scope Scope)
{
    public static async Task<FailedCertification?> Of(Act act, OpeningApplication application, CancellationToken cancel)
    {
        var item = application.ObjectId;
        var code = await act.Db.Set<CertificationRecord>()
            .Where(x => x.ObjectId == item && x.Outcome == CertificationOutcome.Failed)
            .OrderByDescending(x => x.RecordedAt).Select(x => x.FailureCode).FirstOrDefaultAsync(cancel);
        if (code is null)
        {
            return null;
        }
        var steps = act.Db.Set<WorkflowStep>().Where(x => x.ObjectId == item);
        // A new approval begins a new certification: what was tried before it does not count.
        var approved = await steps.Where(x => x.Verb == OpeningWorkflow.Approve).MaxAsync(x => (DateTimeOffset?)x.At, cancel);
        var retries = await steps.CountAsync(x => x.Verb == OpeningWorkflow.Retry && (approved == null || x.At >= approved), cancel);
        var scope = await FeeWaiving.ScopeOf(act.Db, application, cancel);
        return new FailedCertification(new FailedAttempt(code, retries), scope);
    }

    public IReadOnlyList<Reason> AgainstRetry(Act act) =>
        [.. AfterFailure.Retry(Failed, Scope, act.InForce.Rules, act.Today, act.InForce.Profile).Blocking];

    public IReadOnlyList<Reason> AgainstReopening(Act act) =>
        [.. AfterFailure.Correct(Failed, Scope, act.InForce.Rules, act.Today, act.InForce.Profile).Blocking];
}
