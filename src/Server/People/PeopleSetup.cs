using System.Security.Cryptography;
using System.Threading.RateLimiting;
using Guanwei.Rules;
using Guanwei.Rules.Rights;
using Guanwei.Server.Actions;
using Guanwei.Server.Hosting;
using Guanwei.Server.Ids;
using Guanwei.Server.Time;
using Guanwei.Server.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace Guanwei.Server.People;

/// <summary>Sign-in, sessions and rights: services and middleware.</summary>
public static class PeopleSetup
{
    /// <summary>Limit on attempts (passwords, codes, links) from one address.</summary>
    public const string Attempts = "attempts";

    // A whole office may come through one address at nine o'clock; a guesser meets the lock of the sign-in long before.
    private const int UsualAttemptsPerMinute = 60;

    public static void AddPeople(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        // Identity's own AddIdentityCore registers a user manager over a store of its own; ours opens with each action.
        services.AddSingleton<IPasswordHasher<SignIn>, PasswordHasher<SignIn>>();
        services.AddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>();
        services.AddSingleton<IdentityErrorDescriber>();
        services.AddOptions<IdentityOptions>().Configure<Clock>(SetLockout);
        services.AddSingleton<CurrentActors>();
        services.AddSingleton<SignInOffice>();
        services.AddSingleton<SignInDesk>();
        services.AddSingleton<NewPasswords>();
        services.AddSingleton<SessionCookie>();
        services.AddAuthentication(SessionCookie.Scheme).AddCookie(SessionCookie.Scheme, cookie =>
        {
            cookie.EventsType = typeof(SessionCookie);
            cookie.Cookie.Name = Cookies.Name(builder.Configuration, "session");
            cookie.Cookie.SecurePolicy = Cookies.Policy(builder.Configuration);
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.HttpOnly = true;
            cookie.LoginPath = Paths.SignIn;
            // The session row decides when it ends; the cookie only must not outlive it by much.
            cookie.ExpireTimeSpan = TimeSpan.FromDays(1);
            cookie.SlidingExpiration = false;
        });
        services.AddSingleton<IAuthorizationHandler, NeedsHandler>();
        services.AddSingleton<IAuthorizationHandler, SettledHandler>();
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(
                new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new Settled()).Build());
        builder.AddAttemptLimit();
    }

    private static void AddAttemptLimit(this WebApplicationBuilder builder)
    {
        var aMinute = builder.Configuration.GetValue("SignIn:AttemptsPerMinute", UsualAttemptsPerMinute);
        builder.Services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.AddPolicy(Attempts, http => RateLimitPartition.GetFixedWindowLimiter(
                http.Connection.RemoteIpAddress?.ToString() ?? "",
                _ => new FixedWindowRateLimiterOptions { PermitLimit = aMinute, Window = TimeSpan.FromMinutes(1) }));
        });
    }

    /// <summary>After the pages' own middleware, before the form guard.</summary>
    public static void UsePeople(this WebApplication app)
    {
        app.UseAuthentication();
        app.Use(FillShell);
        app.UseAuthorization();
    }

    public static OperationId NewOperation(Clock clock) =>
        OperationId.From(NewIds.Uuid7(clock.Machine, RandomNumberGenerator.GetBytes(10)));

    private static void SetLockout(IdentityOptions identity, Clock clock)
    {
        var rules = SignInRules.Of(RuleBook.National, clock.Today);
        identity.Lockout.MaxFailedAccessAttempts = rules.Failures;
        identity.Lockout.DefaultLockoutTimeSpan = rules.Lock;
    }

    private static Task FillShell(HttpContext http, RequestDelegate next)
    {
        var services = http.RequestServices;
        var shell = services.GetRequiredService<ShellState>();
        shell.Demo = services.GetRequiredService<InForceSource>().Current.Kind is InstallationKind.Demo;
        if (http.Standing() is { } standing)
        {
            var roles = services.GetRequiredService<RoleTable>();
            shell.Actor = standing is { Actor: not null, Chosen: { } chosen }
                ? new CurrentActor(
                    standing.Person.Name, Texts.Role(chosen.Role.Code), chosen.Office ?? Texts.Say("Office.Installation"),
                    right => roles.Allows(chosen.Role.Code, right), Unread: 0)
                : new CurrentActor(standing.Person.Name, Texts.Say("Office.None"), "", _ => false, Unread: 0);
        }
        return next(http);
    }
}
