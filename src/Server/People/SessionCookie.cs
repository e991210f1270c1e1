using System.Security.Claims;
using Guanwei.Server.Actions;
using Guanwei.Server.Ids;
using Guanwei.Server.Ui;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Guanwei.Server.People;

/// <summary>
/// The cookie names a session and nothing else; what holds is asked of the database on every request.
/// </summary>
public sealed class SessionCookie(CurrentActors actors) : CookieAuthenticationEvents
{
    public const string Scheme = "session";
    private const string Claim = "session";

    public static Task Give(HttpContext http, SessionId session) => http.SignInAsync(
        Scheme, new ClaimsPrincipal(new ClaimsIdentity([new Claim(Claim, session.ToString())], Scheme)));

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        if (!IdText.TryParse<SessionId>(context.Principal?.FindFirstValue(Claim), out var id))
        {
            context.RejectPrincipal();
            return;
        }
        var via = http.Request.Path.StartsWithSegments("/api") ? Via.Api : Via.Page;
        var isActivity = !AskedByThePage.Is(http.Request);
        var (standing, end) = await actors.Of(id, via, isActivity, http.RequestAborted);
        if (end is SessionEnd.AwaitsCode)
        {
            http.AwaitCode(id);
            context.RejectPrincipal();
            return;
        }
        if (standing is null)
        {
            http.Items[nameof(SessionEnd)] = end;
            context.RejectPrincipal();
            await http.SignOutAsync(Scheme);
            return;
        }
        http.Features.Set(standing);
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        var http = context.HttpContext;
        var why = http.Items[nameof(SessionEnd)] is SessionEnd end ? $"&ended={end}" : "";
        var path = $"{Paths.SignIn}?back={Uri.EscapeDataString(ReturnPath(http.Request))}{why}";
        return Lead(http, path, StatusCodes.Status401Unauthorized);
    }

    /// <summary>Whoever may not act yet is led to what is missing; everybody else is told no.</summary>
    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        var http = context.HttpContext;
        var page = http.Standing()?.Unsettled switch
        {
            null or Unsettled.None => null,
            Unsettled.EnrolSecondFactor => AccountPage.SecondFactorPath,
            _ => Paths.Appointments,
        };
        if (page is not null)
        {
            return Lead(http, $"{page}?back={Uri.EscapeDataString(ReturnPath(http.Request))}", StatusCodes.Status403Forbidden);
        }
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static Task Lead(HttpContext http, string path, int statusForPrograms)
    {
        if (http.Request.Path.StartsWithSegments("/api"))
        {
            http.Response.StatusCode = statusForPrograms;
        }
        else if (!Answers.SendWindowTo(http, path))
        {
            http.Response.Redirect(path);
        }
        return Task.CompletedTask;
    }

    /// <summary>A fragment's or a form's address is no page to come back to: the page it stood on is.</summary>
    private static string ReturnPath(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) && !request.Headers.ContainsKey("HX-Request"))
        {
            return request.Path + request.QueryString;
        }
        var from = request.Headers.ContainsKey("HX-Request") ? request.Headers["HX-Current-URL"] : request.Headers.Referer;
        return Uri.TryCreate(from.ToString(), UriKind.Absolute, out var page) ? page.PathAndQuery : "/";
    }
}
