namespace Guanwei.Server.Ui;

/// <summary>
/// Set when the answer starts, so that error pages carry them too. An endpoint that needs its own policy
/// (article preview, API browser) sets it and is left alone.
/// </summary>
public static class SecurityHeaders
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
        "connect-src 'self'; frame-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    public static Task Add(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(Set, context);
        return next(context);
    }

    private static Task Set(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        if (headers.ContentSecurityPolicy.Count == 0)
        {
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
            headers.XFrameOptions = "DENY";
        }
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (context.User.Identity?.IsAuthenticated == true && !IsImmutable(headers))
            headers.CacheControl = "no-store";
        else if (headers.CacheControl.Count == 0)
            headers.CacheControl = "no-cache";
        return Task.CompletedTask;
    }

    private static bool IsImmutable(IHeaderDictionary headers) =>
        headers.CacheControl.ToString().Contains("immutable", StringComparison.Ordinal);
}
