using System.Text.Unicode;
using Microsoft.AspNetCore.ResponseCompression;

namespace Guanwei.Server.Ui;

/// <summary>The web face as one line each: services, middleware, routes.</summary>
public static class Pages
{
    /// <summary>Setting <c>HttpsOnly</c>, true where the site is reached by https: Secure cookies and HSTS.</summary>
    public static WebApplicationBuilder AddPages(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddRazorComponents();
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(Languages.Configure);
        services.AddProblemDetails();
        services.AddSingleton<AssetUrls>();
        services.AddScoped<ShellState>();
        services.AddHttpContextAccessor();
        services.AddScoped<Here>();
        // Else Chinese is written as numeric entities, eight bytes a character.
        services.AddWebEncoders(options => options.TextEncoderSettings = new(UnicodeRanges.All));
        // Pages only: assets are compressed at publish. Tokens are masked anew each time, so BREACH finds no secret.
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ["text/html"];
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
        });
        services.AddAntiforgery(options =>
        {
            options.HeaderName = FormGuard.Header;
            options.Cookie.Name = Cookies.Name(builder.Configuration, "form");
            options.Cookie.SecurePolicy = Cookies.Policy(builder.Configuration);
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.SuppressXFrameOptionsHeader = true;
        });
        builder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false);
        return builder;
    }

    /// <summary>Stands first in the pipeline; authentication and authorization come after it, and then
    /// <see cref="UseFormGuard"/>.</summary>
    public static WebApplication UsePages(this WebApplication app)
    {
        app.Use(next => context => SecurityHeaders.Add(context, next));
        if (Cookies.HttpsOnly(app.Configuration))
            app.UseHsts();
        app.UseResponseCompression();
        app.UseRequestLocalization();
        if (!app.Environment.IsDevelopment())
            app.UseExceptionHandler(crash => crash.Run(StatusPages.Crashed));
        app.UseStatusCodePages(StatusPages.Show);
        return app;
    }

    /// <summary>After authentication: a token is made for one person and checked against that person.</summary>
    public static WebApplication UseFormGuard(this WebApplication app)
    {
        app.Use(next => context => FormGuard.Check(context, next));
        app.UseAntiforgery();
        return app;
    }

    public static WebApplication MapPages(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>().WithStaticAssets();
        Languages.Map(app);
        // With a fallback policy an unknown path would be sent to sign-in; to all it is a page that does not exist.
        app.MapFallback("{**path}", () => Results.NotFound()).AllowAnonymous();
        if (app.Environment.IsDevelopment())
            StyleguideRoutes.Map(app);
        return app;
    }
}
