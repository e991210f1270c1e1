using Microsoft.AspNetCore.Http.HttpResults;

namespace Guanwei.Server.Ui;

/// <summary>The two ends of a form: done, go there; or refused, the same page again with all the reasons.</summary>
public static class Answers
{
    /// <summary>Status 422 and the page itself. <paramref name="more"/> names the page's own <c>[Parameter]</c>s:
    /// a property supplied from the query cannot be set here (the framework answers 500).</summary>
    public static IResult Refuse<TPage>(IReadOnlyList<ShownReason> reasons, params (string Name, object? Value)[] more)
        where TPage : FormPage
    {
        var parameters = more.ToDictionary(pair => pair.Name, pair => pair.Value);
        parameters[nameof(FormPage.Reasons)] = reasons;
        return new RazorComponentResult<TPage>(parameters) { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    /// <summary>303 for a form; <c>HX-Location</c> for htmx, which would follow a redirect unseen and keep the
    /// old address.</summary>
    public static IResult Done(string path) => new SeeOther(path);

    /// <summary>For the sign-in cookie: no fragment becomes the sign-in page, the whole window goes there.</summary>
    public static bool SendWindowTo(HttpContext context, string path)
    {
        if (!IsHtmx(context.Request))
            return false;
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers["HX-Redirect"] = path;
        return true;
    }

    private static bool IsHtmx(HttpRequest request) => request.Headers.ContainsKey("HX-Request");

    private sealed class SeeOther(string path) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            if (!Paths.IsLocal(path))
                throw new InvalidOperationException($"A form may only lead to a page of this site, not to '{path}'.");
            var htmx = IsHtmx(context.Request);
            context.Response.StatusCode = htmx ? StatusCodes.Status204NoContent : StatusCodes.Status303SeeOther;
            context.Response.Headers[htmx ? "HX-Location" : "Location"] = path;
            return Task.CompletedTask;
        }
    }
}
