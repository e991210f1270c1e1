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
        var status = IsSafe(context.Request) || IsExempt(context) ? null : await Refusal(context);
        if (status is null)
            await next(context);
        else if (status == StatusCodes.Status400BadRequest)
            await StatusPages.Show(context, status.Value, StatusPages.FormExpired);
        else
            await StatusPages.Show(context, status.Value);
    }

    private static bool IsSafe(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
        || HttpMethods.IsOptions(request.Method) || HttpMethods.IsTrace(request.Method);

    private static bool IsExempt(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<WithoutFormToken>() is not null;

    private static async Task<int?> Refusal(HttpContext context)
    {
        var site = context.Request.Headers["Sec-Fetch-Site"].ToString();
        if (site is not ("" or "same-origin" or "none"))
            return StatusCodes.Status400BadRequest;
        try
        {
            var antiforgery = context.RequestServices.GetRequiredService<IAntiforgery>();
            return await antiforgery.IsRequestValidAsync(context) ? null : StatusCodes.Status400BadRequest;
        }
        catch (BadHttpRequestException refused)
        {
            return refused.StatusCode;
        }
        catch (InvalidDataException)
        {
            return StatusCodes.Status413PayloadTooLarge;
        }
    }
}
