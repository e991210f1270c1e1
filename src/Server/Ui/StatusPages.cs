using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Guanwei.Server.Ui;

/// <summary>Errors as pages in words for people, as problem details for programs.</summary>
public static class StatusPages
{
    public const string FormExpired = "FormExpired";

    private static readonly int[] Described = [400, 401, 403, 404, 405, 413, 429, 500, 503];

    public static Task Show(StatusCodeContext context) =>
        Show(context.HttpContext, context.HttpContext.Response.StatusCode);

    public static Task Crashed(HttpContext context) => Show(context, StatusCodes.Status500InternalServerError);

    public static Task Show(HttpContext context, int status, string? kind = null)
    {
        if (!WantsPage(context.Request))
            return Results.Problem(statusCode: status, title: kind).ExecuteAsync(context);

        var words = kind ?? (Described.Contains(status) ? $"{status}" : status < 500 ? "400" : "500");
        var page = new RazorComponentResult<StatusPage>(new Dictionary<string, object?>
        {
            [nameof(StatusPage.Kind)] = words,
            [nameof(StatusPage.Status)] = status,
        })
        { StatusCode = status };
        return page.ExecuteAsync(context);
    }

    private static bool WantsPage(HttpRequest request) =>
        !request.Path.StartsWithSegments("/api")
        && request.Headers.Accept.ToString() is var accept
        && (accept.Contains("text/html", StringComparison.Ordinal) || request.Headers.ContainsKey("HX-Request"));
}
