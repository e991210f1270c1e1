using System.Text;
using Guanwei.Server.Actions;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Audit;

public static class AuditRoutes
{
    public const string Path = "/audit";

    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        var audit = routes.MapGroup(Path);
        audit.MapPost("/verify", Verify).Needs(VerifyAudit.Verb);
        audit.MapGet("/checkpoints", Export).Needs("page.audit");
    }

    private static async Task<IResult> Verify(
        HttpContext http, Actions.Actions actions, [FromForm] OperationId operation, CancellationToken cancel) =>
        (await actions.Do<bool>(http.Actor()!, operation, VerifyAudit.Verb, act => VerifyAudit.Run(act, cancel), cancel))
        .LeadsTo(_ => Path).OrBackTo<AuditPage>();

    /// <summary>What the auditor takes home: every signed checkpoint, one JSON object a line.</summary>
    private static async Task<IResult> Export(HttpContext http, Databases databases, CancellationToken cancel)
    {
        await using var db = databases.OpenFor(http.Actor()!);
        var checkpoints = await db.Set<AuditCheckpoint>().AsNoTracking().OrderBy(x => x.Id).ToListAsync(cancel);
        var text = string.Concat(checkpoints.Select(x => CheckpointFile.Line(x) + "\n"));
        return Results.File(Encoding.UTF8.GetBytes(text), "application/jsonl", "checkpoints.jsonl");
    }
}
