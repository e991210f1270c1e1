using Guanwei.Server.Actions;
using Guanwei.Server.Jobs;
using Guanwei.Server.Time;

namespace Guanwei.Server.Notifications;

internal static class Outcomes
{
    /// <summary>
    /// Writes down how a try ended, in an action of its own: the job itself goes on, or a person looks at it.
    /// </summary>
    public static async Task Note(JobRun run, JobEnd.Done end, CancellationToken cancel)
    {
        if (end.Record is not { } record)
        {
            return;
        }
        var services = run.Services;
        var operation = OperationId.From(Guid.CreateVersion7(services.GetRequiredService<Clock>().Machine));
        await services.GetRequiredService<Actions.Actions>().Do<bool>(
            run.Actor, operation, run.Job.Kind, async act => await record(act, cancel) is { } refusal ? refusal : true, cancel);
    }
}
