using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Ui;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.RuleBooks;

public static class RuleRoutes
{
    public const string Local = Paths.Rules + "/local";

    public static void MapRules(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Local + "/check", Check).Needs(EnterLocalRule.Verb);
        routes.MapPost(Local + "/new", Enter).Needs(EnterLocalRule.Verb);
        routes.MapPost(Local + "/{id}/approve", Approve).Needs(ApproveLocalRule.Verb);
        routes.MapPost(Local + "/{id}/reject", Reject).Needs(RejectLocalRule.Verb);
        routes.MapPost(Local + "/{id}/withdraw", Withdraw).Needs(WithdrawLocalRule.Verb);
    }

    /// <summary>Shows what the row would change, and changes nothing.</summary>
    private static async Task<IResult> Check(
        HttpContext http, IFormCollection fields, Databases databases, InForceSource inForce, CancellationToken cancel)
    {
        var (actor, form) = (http.Actor()!, LocalRuleForm.Read(fields));
        await using var db = databases.OpenFor(actor);
        if (await db.Set<Agency>().AsNoTracking().SingleOrDefaultAsync(x => x.Id == actor.Agency, cancel) is not { } agency)
        {
            return Results.NotFound();
        }
        var (row, refusal) = await EnterLocalRule.Read(db, agency, form, inForce.Current.Rules, cancel);
        return row is null
            ? Answers.Refuse<EnterRulePage>(refusal!.Reasons.InWords(), (nameof(EnterRulePage.Form), form))
            : new RazorComponentResult<EnterRulePage>(new Dictionary<string, object?>
            {
                [nameof(EnterRulePage.Form)] = form, [nameof(EnterRulePage.Checked)] = row,
            });
    }

    private static async Task<IResult> Enter(
        HttpContext http, IFormCollection fields, [FromForm] OperationId operation, Actions.Actions actions, CancellationToken cancel)
    {
        var form = LocalRuleForm.Read(fields);
        var outcome = await actions.Do<LocalRuleId>(
            http.Actor()!, operation, EnterLocalRule.Verb, act => EnterLocalRule.Run(act, new(form), cancel), cancel);
        return outcome.LeadsTo(PageOf).OrBackTo<EnterRulePage>((nameof(EnterRulePage.Form), form));
    }

    private static async Task<IResult> Approve(
        HttpContext http, LocalRuleId id, [FromForm] OperationId operation, [FromForm] int? version, [FromForm] string? book,
        Actions.Actions actions, Databases databases, InForceSource inForce, CancellationToken cancel)
    {
        var outcome = await actions.Do<LocalRuleId>(
            http.Actor()!, operation, ApproveLocalRule.Verb, act => ApproveLocalRule.Run(act, new(id, version ?? 0, book), cancel), cancel);
        if (outcome is Outcome<LocalRuleId>.Done)
        {
            await LocalBook.PutInForce(databases, inForce, cancel);
        }
        return Ending(outcome, id, ApproveLocalRule.Verb);
    }

    private static async Task<IResult> Reject(
        HttpContext http, LocalRuleId id, [FromForm] OperationId operation, [FromForm] int? version, [FromForm] string? words,
        Actions.Actions actions, CancellationToken cancel)
    {
        var outcome = await actions.Do<LocalRuleId>(
            http.Actor()!, operation, RejectLocalRule.Verb, act => RejectLocalRule.Run(act, new(id, version ?? 0, words), cancel), cancel);
        return Ending(outcome, id, RejectLocalRule.Verb);
    }

    private static async Task<IResult> Withdraw(
        HttpContext http, LocalRuleId id, [FromForm] OperationId operation, [FromForm] int? version, Actions.Actions actions,
        CancellationToken cancel)
    {
        var outcome = await actions.Do<LocalRuleId>(
            http.Actor()!, operation, WithdrawLocalRule.Verb, act => WithdrawLocalRule.Run(act, new(id, version ?? 0), cancel), cancel);
        return Ending(outcome, id, WithdrawLocalRule.Verb);
    }

    private static string PageOf(LocalRuleId id) => $"{Local}/{id}";

    private static IResult Ending(Outcome<LocalRuleId> outcome, LocalRuleId id, string verb) => outcome.LeadsTo(PageOf)
        .OrBackTo<LocalRulePage>((nameof(LocalRulePage.Id), id.ToString()), (nameof(LocalRulePage.Refused), verb));
}
