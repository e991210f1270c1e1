using Guanwei.Server.Actions;
using Guanwei.Server.People;
using Guanwei.Server.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Guanwei.Server.Jobs;

public static class JobRoutes
{
    public const string Path = "/jobs";

    public static void MapJobs(this IEndpointRouteBuilder routes)
    {
        var jobs = routes.MapGroup(Path);
        jobs.MapPost("/{id}/retry", Route(DecideJob.RetryVerb, DecideJob.Retry)).Needs(DecideJob.RetryVerb);
        jobs.MapPost("/{id}/drop", Route(DecideJob.DropVerb, DecideJob.Drop)).Needs(DecideJob.DropVerb);
        jobs.MapPost("/{id}/stop", Route(DecideJob.StopVerb, DecideJob.Stop)).Needs(DecideJob.StopVerb);
    }

    private static Delegate Route(string verb, Func<Act, JobId, CancellationToken, Task<Outcome<JobId>>> run) =>
        async (HttpContext http, Actions.Actions actions, JobId id, [FromForm] OperationId operation, CancellationToken cancel) =>
            (await actions.Do<JobId>(http.Actor()!, operation, verb, act => run(act, id, cancel), cancel))
            .LeadsTo(_ => Path).OrBackTo<JobsPage>();
}
