using Guanwei.Server.Actions;
using Guanwei.Server.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guanwei.Server.Ui;

/// <summary>Errors as pages in words for people, as problem details for programs.</summary>
public static class StatusPages
{
    public const string FormExpired = "FormExpired";

    /// <summary>What there are words for; any other status takes those of 400 or 500.</summary>
    public static readonly IReadOnlyList<string> Kinds =
        [FormExpired, "400", "401", "403", "404", "405", "413", "429", "500", "503", "507"];

    public static Task Show(StatusCodeContext context) =>
        Show(context.HttpContext, context.HttpContext.Response.StatusCode);

    public static Task Crashed(HttpContext context) =>
        Show(context, StatusOf(context.Features.Get<IExceptionHandlerFeature>()?.Error));

    // Nothing was written in any of these: the transaction went with the error.
    private static int StatusOf(Exception? error) => error switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        StorageBusyException => StatusCodes.Status503ServiceUnavailable,
        not null when Conflicts.IsDiskFull(error) => StatusCodes.Status507InsufficientStorage,
        not null when Conflicts.IsAway(error) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    public static async Task Show(HttpContext context, int status, string? kind = null)
    {
        if (!WantsPage(context.Request))
        {
            await Results.Problem(statusCode: status, title: kind).ExecuteAsync(context);
            return;
        }
        var page = new RazorComponentResult<StatusPage>(new Dictionary<string, object?>
        {
            [nameof(StatusPage.Kind)] = kind ?? KindOf(status),
            [nameof(StatusPage.Status)] = status,
        })
        { StatusCode = status };
        await InScopeOfItsOwn(context, page.ExecuteAsync);
    }

    // A scope renders once: where a page has begun and failed, or found nothing, a second one breaks on
    // NavigationManager and on the header that the first one left.
    private static async Task InScopeOfItsOwn(HttpContext context, RequestDelegate show)
    {
        var outer = context.RequestServices;
        await using var scope = outer.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ShellState>().Take(outer.GetRequiredService<ShellState>());
        context.RequestServices = scope.ServiceProvider;
        context.Response.Headers.Remove("blazor-enhanced-nav");
        try
        {
            await show(context);
        }
        finally
        {
            context.RequestServices = outer;
        }
    }

    private static string KindOf(int status) =>
        Kinds.Contains($"{status}") ? $"{status}" : status < StatusCodes.Status500InternalServerError ? "400" : "500";

    private static bool WantsPage(HttpRequest request) =>
        !request.Path.StartsWithSegments("/api")
        && request.Headers.Accept.ToString() is var accept
        && (accept.Contains("text/html", StringComparison.Ordinal) || request.Headers.ContainsKey("HX-Request"));
}
