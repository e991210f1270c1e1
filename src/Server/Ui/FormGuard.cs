using Microsoft.AspNetCore.Antiforgery;

namespace Guanwei.Server.Ui;

/// <summary>Why a route takes unsafe requests without a form token: it does not act on a cookie.</summary>
public sealed record WithoutFormToken(string Why);

/// <summary>
/// Every unsafe request needs the antiforgery token, and where the browser says where it comes from, our own site.
/// The framework's own check covers only endpoints that bind a form; this one covers all, so that none is forgotten.
/// </summary>
public static class FormGuard
{
    public const string Header = "X-CSRF-TOKEN";

    public static TBuilder WithoutFormToken<TBuilder>(this TBuilder builder, string why)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new WithoutFormToken(why));

    public static async Task Check(HttpContext context, RequestDelegate next)
    {
        if (await UnreadableForm.Status(context) is { } unreadable)
            await StatusPages.Show(context, unreadable);
        else if (IsSafe(context.Request) || IsExempt(context) || await IsOurs(context))
            await next(context);
        else
            await StatusPages.Show(context, StatusCodes.Status400BadRequest, StatusPages.FormExpired);
    }

    private static bool IsSafe(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
        || HttpMethods.IsOptions(request.Method) || HttpMethods.IsTrace(request.Method);

    private static bool IsExempt(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<WithoutFormToken>() is not null;

    private static async Task<bool> IsOurs(HttpContext context) =>
        context.Request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none"
        && await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);
}
