using Guanwei.Server.Actions;
using Guanwei.Server.Ids;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Guanwei.Server.Ui;
using Guanwei.Server.Workflows;
using Microsoft.AspNetCore.Mvc;
using Verbs = Guanwei.Server.Actions.Actions;

namespace Guanwei.Server.Applications;

/// <summary>The three decisions of the agency above, and the count of its days.</summary>
internal static class ReviewRoutes
{
    private const string Queue = "/review";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var review = routes.MapGroup(Queue).WithTags("review");
        review.MapPost("/{id}/approve", Approve).Needs(OpeningWorkflow.Approve);
        review.MapPost("/{id}/return", Return).Needs(OpeningWorkflow.Return);
        review.MapPost("/{id}/reject", Reject).Needs(OpeningWorkflow.Reject);
        review.MapPost("/{id}/suspend", Suspend).Needs(OpeningWorkflow.Suspend);
        review.MapPost("/{id}/resume", Resume).Needs(OpeningWorkflow.Resume);
        review.MapPost("/{id}/grant-waiver", Grant).Needs(OpeningWorkflow.GrantWaiver);
        review.MapPost("/{id}/refuse-waiver", Refuse).Needs(OpeningWorkflow.RefuseWaiver);
    }

    private static async Task<IResult> Approve(
        HttpContext http, Verbs actions, Databases databases, Clock clock, ApplicationId id, [FromForm] OperationId operation,
        [FromForm] int version, [FromForm] string? words, [FromForm(Name = "third-party")] string? thirdParty, CancellationToken cancel)
    {
        ThirdParty? third = null;
        if (IdText.TryParse<AppointmentId>(thirdParty, out var chosen))
        {
            third = (await ThirdParty.InForce(databases, clock.Today, cancel)).FirstOrDefault(x => x.Appointment == chosen);
            if (third is null)
            {
                return Results.NotFound();
            }
        }
        var outcome = await actions.Do<string>(http.Actor()!, operation, OpeningWorkflow.Approve, act =>
            ApproveApplication.Run(act, new(id, version, words, third), cancel), cancel);
        return Answer(outcome, id, "approve", new Said([], words ?? ""));
    }

    private static async Task<IResult> Return(
        HttpContext http, Verbs actions, ApplicationId id, [FromForm] OperationId operation, [FromForm] int version,
        IFormCollection form, [FromForm] string? words, CancellationToken cancel)
    {
        var request = new ReturnApplication.Request(id, version, CodesOf(form), words);
        var outcome = await actions.Do<string>(http.Actor()!, operation, OpeningWorkflow.Return, act =>
            ReturnApplication.Run(act, request, cancel), cancel);
        return Answer(outcome, id, "return", new Said(request.Codes, words ?? ""));
    }

    private static async Task<IResult> Reject(
        HttpContext http, Verbs actions, ApplicationId id, [FromForm] OperationId operation, [FromForm] int version,
        IFormCollection form, [FromForm] string? words, CancellationToken cancel)
    {
        var request = new RejectApplication.Request(id, version, CodesOf(form), words);
        var outcome = await actions.Do<string>(http.Actor()!, operation, OpeningWorkflow.Reject, act =>
            RejectApplication.Run(act, request, cancel), cancel);
        return Answer(outcome, id, "reject", new Said(request.Codes, words ?? ""));
    }

    private static async Task<IResult> Suspend(
        Verbs actions, HttpContext http, ApplicationId id, [FromForm] OperationId operation, [FromForm] int version,
        [FromForm] string? reason, [FromForm] string? words, CancellationToken cancel)
    {
        var outcome = await actions.Do<string>(http.Actor()!, operation, OpeningWorkflow.Suspend, act =>
            SuspendReview.Run(act, new(id, version, reason, words), cancel), cancel);
        return Stays(outcome, id, "suspend", new Said(reason is null ? [] : [reason], words ?? ""));
    }

    private static async Task<IResult> Resume(
        Verbs actions, HttpContext http, ApplicationId id, [FromForm] OperationId operation, [FromForm] int version,
        [FromForm] string? words, CancellationToken cancel)
    {
        var outcome = await actions.Do<string>(http.Actor()!, operation, OpeningWorkflow.Resume, act =>
            ResumeReview.Run(act, new(id, version, words), cancel), cancel);
        return Stays(outcome, id, "resume", new Said([], words ?? ""));
    }

    private static Task<IResult> Grant(
        Verbs actions, HttpContext http, ApplicationId id, [FromForm] OperationId operation, [FromForm] int version,
        [FromForm] string? words, CancellationToken cancel) =>
        Waive(actions, http, OpeningWorkflow.GrantWaiver, WaiverDecisionForm.Grant, new(id, version, words), operation, cancel);

    private static Task<IResult> Refuse(
        Verbs actions, HttpContext http, ApplicationId id, [FromForm] OperationId operation, [FromForm] int version,
        [FromForm] string? words, CancellationToken cancel) =>
        Waive(actions, http, OpeningWorkflow.RefuseWaiver, WaiverDecisionForm.Refuse, new(id, version, words), operation, cancel);

    private static async Task<IResult> Waive(
        Verbs actions, HttpContext http, string verb, string chosen, DecideWaiver.Request request, OperationId operation,
        CancellationToken cancel)
    {
        var outcome = await actions.Do<string>(
            http.Actor()!, operation, verb, act => DecideWaiver.Run(act, request, cancel), cancel);
        return Stays(outcome, request.Id, chosen, new Said([], request.Words ?? ""));
    }

    // An array parameter with [FromForm] stops the start of the server (ASP.NET Core 10).
    private static IReadOnlyList<string> CodesOf(IFormCollection form) => [.. form["codes"].OfType<string>()];

    private static IResult Answer(Outcome<string> outcome, ApplicationId id, string chosen, Said typed) =>
        Leads(outcome, Queue, id, chosen, typed);

    /// <summary>Nothing is decided: the reviewer goes on with the same application.</summary>
    private static IResult Stays(Outcome<string> outcome, ApplicationId id, string chosen, Said typed) =>
        Leads(outcome, $"{Queue}/{id}", id, chosen, typed);

    private static IResult Leads(Outcome<string> outcome, string to, ApplicationId id, string chosen, Said typed) =>
        outcome.LeadsTo(_ => to).OrBackTo<ReviewPage>(("Id", id.ToString()), ("Chosen", chosen), ("Typed", typed));
}
