using System.Text.RegularExpressions;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.People;
using Guanwei.Server.Tests.Ui;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Guanwei.Server.Tests.Given;

/// <summary>
/// Agencies and people of a running server, and their browsers: <c>await host.SignedIn("applicant", agency)</c>.
/// </summary>
public static class Staff
{
    public const string Password = "Correct-horse-2026";

    // One hash for all: it is slow on purpose.
    private static readonly string hash = new PasswordHasher<SignIn>().HashPassword(null!, Password);

    public static async Task<Agency> Agency(this GuanweiHost host, string name, Agency? under = null) =>
        (await host.Acts<Agency>("test.agency", async act =>
        {
            var agency = new Agency
            {
                Id = act.NewId<AgencyId>(), Name = name, Level = Guanwei.Rules.AgencyLevel.County,
                Kind = Guanwei.Rules.AgencyKind.Administrative, RegionCode = "420000", ParentId = under?.Id,
            };
            act.Db.Add(agency);
            act.Db.Add(new AgencyName { AgencyId = agency.Id, From = act.Today, Name = name });
            await AgencyTree.Place(act, agency, CancellationToken.None);
            return agency;
        })).Required;

    /// <summary>A person who can sign in, holding these roles at the agency (or at the installation).</summary>
    public static async Task<Person> Person(this GuanweiHost host, string name, Agency? at, params string[] roles) =>
        (await host.Acts<Person>("test.person", act =>
        {
            var id = act.NewId<PersonId>();
            var person = new Person { Id = id, Name = name, Email = $"{id}@example.gov.cn" };
            act.Db.Add(person);
            act.Db.Add(SignIn.Of(person, hash));
            foreach (var role in roles)
            {
                act.Db.Add(new Appointment
                {
                    Id = act.NewId<AppointmentId>(), PersonId = id, Role = role, AgencyId = at?.Id ?? default,
                    From = new DateOnly(2026, 1, 1),
                });
            }
            return Task.FromResult<Outcome<Person>>(person);
        })).Required;

    /// <summary>The browser of somebody who has just signed in, in the one role given.</summary>
    public static async Task<Browser> SignedIn(this GuanweiHost host, string role, Agency? at = null, string name = "张三")
    {
        var person = await host.Person(name, at, role);
        var browser = new Browser(host);
        var (answer, html) = await browser.SignsIn(person.Email);
        Assert.True(answer.StatusCode is System.Net.HttpStatusCode.SeeOther, html);
        if (host.Services.GetRequiredService<RoleTable>()[role].SecondFactor)
        {
            await browser.EnrolsSecondFactor(host.Time?.GetUtcNow());
        }
        return browser;
    }

    public static Task<(HttpResponseMessage Answer, string Html)> SignsIn(
        this Browser browser, string email, string password = Password) =>
        browser.Submits("/sign-in", new() { ["email"] = email, ["password"] = password });

    public static async Task<HttpResponseMessage> GivesCode(this Browser browser, string code) =>
        (await browser.Submits("/sign-in/code", new() { ["code"] = code })).Answer;

    /// <summary>
    /// Scans the code on the page as an authenticator app would; answers its seed and the recovery codes.
    /// </summary>
    public static async Task<(string Seed, IReadOnlyList<string> Recovery)> EnrolsSecondFactor(
        this Browser browser, DateTimeOffset? machine = null)
    {
        const string page = "/account/second-factor";
        await browser.Submits(page, []);
        var (_, html) = await browser.Opens(page);
        var seed = Regex.Match(html, "<code>([A-Z2-7 ]{39})</code>").Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
        var code = Totp.CodeAt(seed, machine ?? TimeProvider.System.GetUtcNow());
        var (answer, done) = await browser.Submits(page, new() { ["code"] = code }, page + "/confirm");
        Assert.True(answer.StatusCode is System.Net.HttpStatusCode.OK, done);
        return (seed, [.. Regex.Matches(done, "<code>([A-Z2-7]{5}-[A-Z2-7]{5})</code>").Select(match => match.Groups[1].Value)]);
    }

    private static Task<Outcome<TAnswer>> Acts<TAnswer>(
        this GuanweiHost host, string verb, Func<Act, Task<Outcome<TAnswer>>> run) =>
        host.Services.GetRequiredService<Actions.Actions>()
            .Do(Actor.System("test"), House.NewOperation(), verb, run, CancellationToken.None);
}
