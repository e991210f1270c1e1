using System.Net;
using System.Net.Http.Headers;
using Guanwei.Server.Agencies;
using Guanwei.Server.Files;
using Guanwei.Server.People;
using Guanwei.Server.Tests.Given;
using Guanwei.Server.Tests.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace Guanwei.Server.Tests;

/// <summary>
/// Generated from the running program's routes: the people of one agency ask for what belongs to another, on every
/// route that takes a parameter. To them it does not exist. Then its own people ask in the same words and find it: so
/// the no was about the scope.
/// </summary>
public sealed class EveryRouteKeepsScope : IAsyncDisposable
{
    /// <summary>Parameters that stand for nothing of an agency's, and why.</summary>
    private static readonly Dictionary<string, string> harmless = new()
    {
        ["language/name"] = "a language",
        ["theme/name"] = "a colour scheme",
        ["openapi/documentname"] = "a document about the API",
        ["/path"] = "what no route answers",
        ["rules/key"] = "a matter of the rules, the same for everybody",
        ["asked/number"] = "says to whoever knows the number that the request has arrived",
        ["invitation/token"] = "a secret of its own: whoever holds it may use it",
    };

    /// <summary>Not asked by its own people here: it takes an application through review to make one.</summary>
    private const string Evidence = "evidence/record";

    private readonly GuanweiHost _host = new()
    {
        Replace = services => ((FilePurposes)services.Single(x => x.ServiceType == typeof(FilePurposes)).ImplementationInstance!)
            .With(ReceptionDesk.Document),
    };

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private RoleTable Roles => _host.Services.GetRequiredService<RoleTable>();

    private IReadOnlyList<Route> Scoped =>
        [.. Route.Of(_host).Where(route => route.Parameters.Any(key => !harmless.ContainsKey(key))).OrderBy(route => route.Method)];

    [Fact]
    public async Task So_that_one_agency_does_not_find_what_another_has()
    {
        var (theirs, ours) = (await _host.Agency("甲县民政局"), await _host.Agency("乙县民政局"));
        var (other, our) = (new AnotherAgency(_host), new AnotherAgency(_host));
        await other.Fill(theirs);
        Assert.Empty(Scoped.SelectMany(route => route.Parameters.Where(key => !harmless.ContainsKey(key) && !other.Ids.ContainsKey(key))
            .Select(key => $"{route}: nobody has said what {key} stands for")));

        var strangers = await SignedIn(ours, role => role.Reach is not Reach.Installation);
        using var program = await Program(our, ours);
        var before = await Stored.In(_host);

        var wrong = new List<string>();
        foreach (var (role, browser) in strangers)
        {
            wrong.AddRange(await Asks(browser, role, other.Ids));
        }
        wrong.AddRange(await Asks(program, other.Ids));

        Assert.Empty(wrong);
        Assert.Equal(before, await Stored.In(_host));
        Assert.Empty(await NotFoundByItsOwn(await SignedIn(theirs, _ => true), other));
    }

    /// <summary>404 to everybody; 403 only where the role may not do such a thing at all.</summary>
    private async Task<IReadOnlyList<string>> Asks(Browser browser, Role role, IReadOnlyDictionary<string, string> ids)
    {
        var wrong = new List<string>();
        var token = await browser.TokenOf("/desk");
        foreach (var route in Scoped.Where(route => !route.IsApi))
        {
            var answer = await Ask(browser, route, ids, token);
            var lacks = route.Right is { } right && !Roles.Allows(role.Code, right);
            if (answer != (lacks ? HttpStatusCode.Forbidden : HttpStatusCode.NotFound))
            {
                wrong.Add($"{role.Code}: {route} → {answer}");
            }
        }
        return wrong;
    }

    /// <summary>A program's key opens the API and no page.</summary>
    private async Task<IReadOnlyList<string>> Asks(HttpClient program, IReadOnlyDictionary<string, string> ids)
    {
        var wrong = new List<string>();
        foreach (var route in Scoped)
        {
            using var asked = new HttpRequestMessage(new(route.Method), route.Path(key => ids.GetValueOrDefault(key, "1")))
            {
                Content = route.IsSafe ? null : route.Form(token: ""),
            };
            asked.Headers.TryAddWithoutValidation("Accept", "text/html");
            var answer = (await program.SendAsync(asked, TestContext.Current.CancellationToken)).StatusCode;
            if (answer != (route.IsApi ? HttpStatusCode.NotFound : HttpStatusCode.Found))
            {
                wrong.Add($"program: {route} → {answer}");
            }
        }
        return wrong;
    }

    private async Task<IReadOnlyList<string>> NotFoundByItsOwn(IReadOnlyDictionary<Role, Browser> own, AnotherAgency agency)
    {
        var wrong = new List<string>();
        foreach (var route in Scoped.Where(route => !route.IsApi && !route.Parameters.Contains(Evidence)))
        {
            var answers = new List<HttpStatusCode>();
            foreach (var browser in own.Where(x => route.Right is not { } right || Roles.Allows(x.Key.Code, right)).Select(x => x.Value)
                .Concat(agency.Owners))
            {
                answers.Add(await Ask(browser, route, agency.Ids, await browser.TokenOf("/desk")));
            }
            if (answers.All(answer => answer is HttpStatusCode.NotFound or HttpStatusCode.Forbidden or HttpStatusCode.BadRequest))
            {
                wrong.Add($"{route} → {string.Join(", ", answers.Distinct())}");
            }
        }
        return wrong;
    }

    private static async Task<HttpStatusCode> Ask(
        Browser browser, Route route, IReadOnlyDictionary<string, string> ids, string token)
    {
        using var asked = new HttpRequestMessage(new(route.Method), route.Path(key => ids.GetValueOrDefault(key, "1")))
        {
            Content = route.IsSafe ? null : route.Form(token),
        };
        var (answer, _) = await browser.Sends(asked);
        return answer.StatusCode;
    }

    private async Task<IReadOnlyDictionary<Role, Browser>> SignedIn(Agency agency, Func<Role, bool> which)
    {
        var browsers = new Dictionary<Role, Browser>();
        foreach (var role in Roles.All.Where(which))
        {
            browsers[role] = await _host.SignedIn(role.Code, role.AppointedTo == "agency" ? agency : null);
        }
        return browsers;
    }

    private async Task<HttpClient> Program(AnotherAgency our, Agency agency)
    {
        var (_, key) = await our.Program(await our.Actor("supervisor", agency), agency);
        var program = _host.CreateClient(new() { AllowAutoRedirect = false });
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        // Its first call is noted on its row.
        using var first = await program.GetAsync("/api/v1/accounts", TestContext.Current.CancellationToken);
        return program;
    }
}
