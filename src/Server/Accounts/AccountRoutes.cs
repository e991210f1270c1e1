using Guanwei.Rules;
using Guanwei.Server.Clients;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Accounts;

public static class AccountRoutes
{
    private const int UsualSize = 50;
    private const int MostSize = 200;

    /// <param name="Id">ac_…</param>
    /// <param name="Agency">ag_…, the host agency.</param>
    /// <param name="Type">service or subscription.</param>
    /// <param name="Standing">valid, expiring, expired or closed, today in Beijing.</param>
    /// <param name="CertificateExpires">Last day of the certificate, in Beijing.</param>
    public sealed record ApiAccount(
        string Id, string Name, string Type, string Agency, string AgencyName, string RegionCode, DateOnly CertifiedOn,
        DateOnly CertificateExpires, string Standing);

    /// <param name="Page">From 1.</param>
    /// <param name="Total">Accounts on all pages.</param>
    public sealed record ApiAccounts(IReadOnlyList<ApiAccount> Items, int Page, int Size, int Total);

    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/accounts.csv", Export).Needs("page.accounts");
        var api = routes.MapGroup("/api/v1/accounts").WithTags("accounts").ForClients(ClientRights.ReadAccounts)
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);
        api.MapGet("", List).WithName("listAccounts").WithSummary("Accounts within the key's reach").ProducesValidationProblem();
        api.MapGet("/{id}", One).WithName("getAccount").WithSummary("One account within the key's reach")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static IResult Export(HttpContext http, [AsParameters] AccountQuery query, Databases databases, Clock clock)
    {
        var (actor, day) = (http.Actor()!, clock.Today);
        return Results.Stream(
            async output =>
            {
                await using var db = databases.OpenFor(actor);
                var rows = Registry.Rows(db, query.Filter, day).AsAsyncEnumerable();
                await AccountExport.Write(output, rows, day, http.RequestAborted);
            },
            "text/csv", $"{Texts.Say("List.Title")}-{day:yyyyMMdd}.csv");
    }

    private static async Task<Results<Ok<ApiAccounts>, ValidationProblem>> List(
        HttpContext http, [AsParameters] AccountQuery query, Databases databases, Clock clock, CancellationToken cancel,
        int page = 1, int size = UsualSize)
    {
        if (page < 1 || size is < 1 or > MostSize)
        {
            return TypedResults.ValidationProblem(new Dictionary<string, string[]>
            {
                ["page"] = ["From 1."],
                ["size"] = [$"From 1 to {MostSize}."],
            });
        }
        var (filter, day) = (query.Filter, clock.Today);
        var actor = http.Client()!.Actor;
        await using var db = databases.OpenFor(actor);
        var total = await Registry.Matching(db, filter, day).CountAsync(cancel);
        await using var reading = databases.OpenFor(Registry.Reader(actor, total, page, size));
        var rows = await Registry.Page(reading, filter, day, page, size).ToListAsync(cancel);
        return TypedResults.Ok(new ApiAccounts([.. rows.Select(row => Shown(row, day))], page, size, total));
    }

    private static async Task<Results<Ok<ApiAccount>, ProblemHttpResult>> One(
        HttpContext http, string id, Databases databases, Clock clock, CancellationToken cancel)
    {
        await using var db = databases.OpenFor(http.Client()!.Actor);
        return AccountId.TryParse(id, null, out var account) && await Registry.Of(db, account, cancel) is { } row
            ? TypedResults.Ok(Shown(row, clock.Today))
            : TypedResults.Problem(statusCode: StatusCodes.Status404NotFound);
    }

    private static ApiAccount Shown(RegistryRow row, DateOnly day) => new(
        row.Id.ToString(), row.Name, Slug.Of(row.Type), row.AgencyId.ToString(), row.AgencyName, row.RegionCode, row.CertifiedOn,
        row.Expires, Slug.Of(row.StandingOn(day)));
}
