using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace Guanwei.Server.Ui;

/// <summary>Chinese unless the reader chose English: a cookie keeps it, the browser's own wish is not asked.</summary>
public static class Languages
{
    public const string Default = "zh-CN";

    public static readonly IReadOnlyList<string> All = [Default, "en"];

    public static readonly IReadOnlyList<string> Themes = ["light", "dark"];

    public const string ThemeCookie = "theme";

    public static void Configure(RequestLocalizationOptions options)
    {
        var cultures = All.Select(CultureInfo.GetCultureInfo).ToList();
        options.DefaultRequestCulture = new(Default);
        options.SupportedCultures = cultures;
        options.SupportedUICultures = cultures;
        options.RequestCultureProviders =
        [
            new CookieRequestCultureProvider { CookieName = "language", Options = options },
        ];
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/language/{name}", SwitchLanguage).AllowAnonymous();
        routes.MapGet("/theme/{name}", SwitchTheme).AllowAnonymous();
    }

    private static IResult SwitchLanguage(HttpContext context, string name, string? back)
    {
        if (!All.Contains(name))
            return Results.NotFound();
        Keep(context, "language", CookieRequestCultureProvider.MakeCookieValue(new(name)));
        return Results.LocalRedirect(Paths.Back(back));
    }

    private static IResult SwitchTheme(HttpContext context, string name, string? back)
    {
        if (Themes.Contains(name))
            Keep(context, ThemeCookie, name);
        else if (name == "system")
            context.Response.Cookies.Delete(ThemeCookie);
        else
            return Results.NotFound();
        return Results.LocalRedirect(Paths.Back(back));
    }

    private static void Keep(HttpContext context, string cookie, string value) =>
        context.Response.Cookies.Append(cookie, value, new()
        {
            MaxAge = TimeSpan.FromDays(365),
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
        });
}
