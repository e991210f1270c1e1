using System.Globalization;
using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Files;
using Guanwei.Server.People;
using Guanwei.Server.Ui;
using Microsoft.AspNetCore.Mvc;
using Verbs = Guanwei.Server.Actions.Actions;

namespace Guanwei.Server.Applications;

/// <summary>
/// What WeChat said, recorded with the file that proves it: taken in and recorded in one transaction.
/// </summary>
internal static class CertificationRoutes
{
    public static void Map(IEndpointRouteBuilder applications)
    {
        applications.MapPost("/{id}/certification", Record).Needs(OpeningWorkflow.Certified);
        applications.MapPost("/{id}/certification/failure", RecordFailure).Needs(OpeningWorkflow.Failed);
        applications.MapPost("/{id}/waiver", Claim).Needs(OpeningWorkflow.ClaimWaiver);
    }

    private static async Task<IResult> Record(
        HttpContext http, Verbs actions, Reception reception, ApplicationId id, [FromForm] OperationId operation,
        [FromForm] int version, [FromForm] string? day, [FromForm] string? words, IFormFile? evidence, CancellationToken cancel)
    {
        await using var arrival = await Received(reception, evidence, cancel);
        var outcome = await actions.Do<DateOnly>(http.Actor()!, operation, OpeningWorkflow.Certified, async act =>
            await Taken(act, id, arrival, cancel) is { } refusal
                ? refusal
                : await RecordCertification.Run(act, new(id, version, Read(day), arrival?.Id, words), cancel), cancel);
        return outcome.LeadsTo(_ => FormSteps.Timeline(id))
            .OrBackTo<CertificationPage>(("Id", id.ToString()), ("Day", day), ("Words", words));
    }

    private static async Task<IResult> RecordFailure(
        HttpContext http, Verbs actions, Reception reception, ApplicationId id, [FromForm] OperationId operation,
        [FromForm] int version, [FromForm] string? day, [FromForm] string? code, [FromForm] string? words, IFormFile? evidence,
        CancellationToken cancel)
    {
        await using var arrival = await Received(reception, evidence, cancel);
        var outcome = await actions.Do<string>(http.Actor()!, operation, OpeningWorkflow.Failed, async act =>
            await Taken(act, id, arrival, cancel) is { } refusal
                ? refusal
                : await RecordFailedCertification.Run(act, new(id, version, Read(day), code, words, arrival?.Id), cancel), cancel);
        return outcome.LeadsTo(_ => FormSteps.Timeline(id)).OrBackTo<CertificationPage>(
            ("Id", id.ToString()), ("Failed", true), ("Day", day), ("Code", code), ("Words", words));
    }

    private static async Task<IResult> Claim(
        HttpContext http, Verbs actions, Reception reception, ApplicationId id, [FromForm] OperationId operation,
        [FromForm] int version, [FromForm] string? words, [FromForm(Name = "fee-waiver-proof")] IFormFile? proof,
        CancellationToken cancel)
    {
        await using var arrival = await Received(reception, proof, cancel);
        var request = new ClaimWaiver.Request(id, version, words, null);
        var outcome = await actions.Do<string>(http.Actor()!, operation, OpeningWorkflow.ClaimWaiver, act =>
            arrival is null ? ClaimWaiver.Run(act, request, cancel) : ClaimWaiver.Run(act, request, arrival, cancel), cancel);
        return outcome.LeadsTo(_ => $"/applications/{id}/certification#fee").OrBackTo<CertificationPage>(
            ("Id", id.ToString()), ("Claiming", true), ("Words", words));
    }

    private static async Task<Arrival?> Received(Reception reception, IFormFile? file, CancellationToken cancel)
    {
        if (file is null)
        {
            return null;
        }
        await using var content = file.OpenReadStream();
        return await reception.Receive(content, file.FileName, cancel);
    }

    private static async Task<Refusal?> Taken(Act act, ApplicationId id, Arrival? arrival, CancellationToken cancel)
    {
        if (arrival is null)
        {
            return null;
        }
        return await Editing.Find(act, id, cancel) is { } application
            ? await ApplicationFiles.Take(
                act, application, arrival, ApplicationFiles.Evidence, new Place("certification", "evidence"), cancel)
            : Refusals.NotFound();
    }

    private static DateOnly? Read(string? day) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null;
}
