using System.Net;
using Guanwei.Server.People;
using Guanwei.Server.Tests.Given;
using Guanwei.Server.Tests.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace Guanwei.Server.Tests;

/// <summary>Generated from the running program's routes: a new one is asked the same questions.</summary>
public sealed class EveryRouteIsGuarded(ProductionHost production) : IClassFixture<ProductionHost>
{
    // Says nothing of authorization, but the framework answers it before: a missing asset is missing to all.
    private const string Assets = "/{**path:file}";

    /// <summary>What visitors may open, and why.</summary>
    private static readonly Dictionary<string, string> open = new(StringComparer.OrdinalIgnoreCase)
    {
        ["/sign-in"] = "where one signs in",
        ["/sign-in/code"] = "the second half of signing in",
        ["/sign-out"] = "harmless, and must work when the session has ended",
        ["/invitation/{token}"] = "whoever holds the link has no sign-in yet",
        ["/agencies/ask"] = "the public form of a unit that is not in the tree",
        ["/agencies/asked/{number}"] = "says only that the request has arrived",
        ["/trust"] = "the installation's fingerprint, for anybody who checks a signature",
        ["/language/{name}"] = "a cookie of one's own",
        ["/theme/{name}"] = "a cookie of one's own",
        ["/health/live"] = "for the supervisor of the process; names and states only",
        ["/health/ready"] = "for the supervisor of the process; names and states only",
        ["/"] = "the start: what the platform is, and where to sign in",
        ["/docs/api"] = "describes the API, shows no data",
        ["/openapi/{documentName}.json"] = "describes the API, shows no data",
        [Assets] = "an asset that does not exist",
        ["/{**path}"] = "a page that does not exist does not exist for visitors either",
    };

    /// <summary>What whoever has signed in may open, whatever their role, and why.</summary>
    private static readonly Dictionary<string, string> signedIn = new(StringComparer.OrdinalIgnoreCase)
    {
        ["/_framework/opaque-redirect"] = "the framework's own; takes only addresses that it has sealed itself",
        ["/files/{id}"] = "the object that the file belongs to says who may read it",
        ["/desk"] = "what waits for oneself, in one's own scope",
        ["/roles"] = "which role may do what is no secret among those who hold one",
        ["/rules"] = "by which rules the platform decides is no secret among those whom it decides about",
        ["/notices"] = "one's own",
        ["/notifications"] = "one's own",
    };

    private readonly GuanweiHost _host = production.Host;

    private IReadOnlyList<Route> Routes => Route.Of(_host);

    [Fact]
    public void By_a_policy_or_stands_in_a_short_list_with_the_reason()
    {
        var forgotten = Routes.Where(route => !(route.IsPublic || route.Pattern == Assets
            ? open.ContainsKey(route.Pattern)
            : route.HasPolicy || signedIn.Keys.Any(known => IsBelow(route.Pattern, known))));

        Assert.Empty(forgotten.Select(route => route.ToString()));
    }

    [Fact]
    public async Task From_visitors()
    {
        using var visitor = new Browser(_host);
        var token = await visitor.TokenOf("/sign-in");
        var wrong = new List<string>();
        foreach (var route in Routes.Where(route => !open.ContainsKey(route.Pattern)))
        {
            var path = route.Path(_ => "1");
            using var asked = Request(route, path, token);
            var (answer, _) = await visitor.Sends(asked);
            var led = answer.Headers.Location?.OriginalString;
            if (route.IsApi ? answer.StatusCode is not HttpStatusCode.Unauthorized
                : answer.StatusCode is not HttpStatusCode.Found || led?.Contains("/sign-in", StringComparison.Ordinal) != true)
            {
                wrong.Add($"{route}: {answer.StatusCode} {led}");
            }
            if (route is { IsApi: false, IsSafe: true })
            {
                using var fragment = Request(route, path, token);
                fragment.Headers.Add("HX-Request", "true");
                var (part, _) = await visitor.Sends(fragment);
                if (part.StatusCode is not HttpStatusCode.Unauthorized)
                {
                    wrong.Add($"{route} as a fragment: {part.StatusCode}");
                }
            }
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task From_forms_without_their_token() =>
        Assert.Empty(await Posted(
            (route, path, _) => Request(route, path, token: ""), answer => answer is HttpStatusCode.BadRequest));

    [Fact]
    public async Task From_forms_without_anything_else() =>
        Assert.Empty(await Posted(
            (route, path, token) => new(new HttpMethod(route.Method), path)
            {
                Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]),
            },
            answer => (int)answer < 500));

    /// <summary>
    /// Every route that takes a form, asked by somebody who has the right to it; those that answered otherwise.
    /// </summary>
    private async Task<IReadOnlyList<string>> Posted(
        Func<Route, string, string, HttpRequestMessage> request, Func<HttpStatusCode, bool> isRight)
    {
        var agency = await _host.Agency("示例县民政局");
        var roles = _host.Services.GetRequiredService<RoleTable>();
        var browsers = new Dictionary<string, Browser>();
        var wrong = new List<string>();
        foreach (var route in Routes.Where(route => !route.IsSafe && route.TakesNoToken is null))
        {
            var role = roles.All.FirstOrDefault(role => route.Right is not { } right || roles.Allows(role.Code, right));
            Assert.True(role is not null, $"{route} asks for the right {route.Right}, which no role has.");
            if (!browsers.TryGetValue(role.Code, out var browser))
            {
                browsers[role.Code] = browser = await _host.SignedIn(role.Code, role.AppointedTo == "agency" ? agency : null);
            }
            using var asked = request(route, route.Path(_ => "1"), await browser.TokenOf("/desk"));
            var (answer, _) = await browser.Sends(asked);
            if (!isRight(answer.StatusCode))
            {
                wrong.Add($"{route}: {answer.StatusCode}");
            }
        }
        foreach (var browser in browsers.Values)
        {
            browser.Dispose();
        }
        return wrong;
    }

    [Fact]
    public async Task Under_the_API_answers_problems_in_the_form_that_programs_read()
    {
        using var program = _host.CreateClient(new() { AllowAutoRedirect = false });
        foreach (var path in Routes.Where(route => route.IsApi).Select(route => route.Path(_ => "1"))
            .Append("/api/v1/nothing-of-the-kind").Append("/api"))
        {
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post })
            {
                using var asked = new HttpRequestMessage(method, path);
                // A browser asks for pages; under /api it gets problem details all the same.
                asked.Headers.TryAddWithoutValidation("Accept", "text/html");
                var answer = await program.SendAsync(asked, TestContext.Current.CancellationToken);
                Assert.True((int)answer.StatusCode >= 400, $"{method} {path}: {answer.StatusCode}");
                Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            }
        }
    }

    private static HttpRequestMessage Request(Route route, string path, string token) =>
        new(new HttpMethod(route.Method), path) { Content = route.IsSafe ? null : route.Form(token) };

    private static bool IsBelow(string path, string known) =>
        path == known || path.StartsWith(known + "/", StringComparison.Ordinal);
}
