using System.Net;
using Guanwei.Server.Tests.Given;
using Guanwei.Server.Tests.Ui;
using Microsoft.Extensions.Time.Testing;

namespace Guanwei.Server.Tests.People;

public sealed class SigningIn : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse(
        "2026-11-23T02:00:00Z", System.Globalization.CultureInfo.InvariantCulture));

    private readonly GuanweiHost _host;

    public SigningIn() => _host = new GuanweiHost { Time = _time };

    [Fact]
    public async Task Five_failures_lock_it_for_a_quarter_of_an_hour_even_for_the_right_password()
    {
        var person = await _host.Person("张三", null, "third-party-reviewer");
        using var browser = new Browser(_host);
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            await browser.SignsIn(person.Email, "Not-the-password-1");
        }
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SignsIn(person.Email)).Answer.StatusCode);
        _time.Advance(TimeSpan.FromMinutes(14.9));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SignsIn(person.Email)).Answer.StatusCode);
        _time.Advance(TimeSpan.FromMinutes(0.2));
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignsIn(person.Email)).Answer.StatusCode);
    }

    [Fact]
    public async Task It_ends_after_a_quarter_of_an_hour_without_a_click_and_the_page_says_so()
    {
        using var clerk = await _host.SignedIn("third-party-reviewer");
        _time.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(HttpStatusCode.OK, (await clerk.Opens("/roles")).Answer.StatusCode);
        _time.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(HttpStatusCode.OK, (await clerk.Opens("/roles")).Answer.StatusCode);
        _time.Advance(TimeSpan.FromMinutes(15));
        var (sent, _) = await clerk.Opens("/roles");
        Assert.Equal("/sign-in?back=%2Froles&ended=Idle", sent.Headers.Location?.OriginalString);
        Assert.Contains("15 分钟", (await clerk.Opens("/sign-in?ended=Idle")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_asks_by_itself_keeps_nobody_signed_in()
    {
        using var clerk = await _host.SignedIn("third-party-reviewer");
        _time.Advance(TimeSpan.FromMinutes(10));
        var (asked, _) = await clerk.Opens("/roles", ("Asked-By-The-Page", "yes"));
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        _time.Advance(TimeSpan.FromMinutes(5));
        var (sent, _) = await clerk.Opens("/roles", ("Asked-By-The-Page", "yes"));
        Assert.Equal("/sign-in?back=%2Froles&ended=Idle", sent.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task It_ends_after_twelve_hours_however_busy_somebody_is()
    {
        using var clerk = await _host.SignedIn("third-party-reviewer");
        for (var minutes = 0; minutes < 12 * 60 - 10; minutes += 10)
        {
            _time.Advance(TimeSpan.FromMinutes(10));
            await clerk.Opens("/roles");
        }
        Assert.Equal(HttpStatusCode.OK, (await clerk.Opens("/roles")).Answer.StatusCode);
        _time.Advance(TimeSpan.FromMinutes(10));
        var (sent, _) = await clerk.Opens("/roles");
        Assert.Contains("ended=Over", sent.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cookie_taken_elsewhere_is_worth_nothing_once_the_password_is_changed()
    {
        var person = await _host.Person("张三", null, "third-party-reviewer");
        using Browser owner = new(_host), thief = new(_host);
        await owner.SignsIn(person.Email);
        await thief.SignsIn(person.Email);
        var (changed, html) = await owner.Submits("/account", new()
        {
            ["current"] = Staff.Password, ["password"] = "Another-horse-2026", ["again"] = "Another-horse-2026",
        }, "/account/password");
        Assert.True(changed.StatusCode == HttpStatusCode.SeeOther, html);
        Assert.Equal(HttpStatusCode.OK, (await owner.Opens("/roles")).Answer.StatusCode);
        Assert.Contains(
            "ended=Ended", (await thief.Opens("/roles")).Answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await thief.SignsIn(person.Email)).Answer.StatusCode);
    }

    [Fact]
    public async Task A_fragment_never_becomes_the_sign_in_page()
    {
        using var stranger = new Browser(_host);
        var (answer, html) = await stranger.Opens("/people?q=x", ("HX-Request", "true"));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.StartsWith("/sign-in?back=", Assert.Single(answer.Headers.GetValues("HX-Redirect")), StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"password\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_it_one_comes_back_to_where_one_was_but_never_to_another_site()
    {
        var person = await _host.Person("张三", null, "third-party-reviewer");
        using var browser = new Browser(_host);
        var (there, _) = await browser.Submits("/sign-in?back=%2Froles", new()
        {
            ["email"] = person.Email, ["password"] = Staff.Password, ["back"] = "/roles",
        });
        Assert.Equal("/roles", there.Headers.Location?.OriginalString);
        var (elsewhere, _) = await browser.Submits("/sign-in", new()
        {
            ["email"] = person.Email, ["password"] = Staff.Password, ["back"] = "//evil.example",
        });
        Assert.Equal("/", elsewhere.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_code_of_the_second_factor_is_good_once_and_so_is_a_recovery_code()
    {
        var person = await _host.Person("张三", null, "security-officer");
        using Browser officer = new(_host), other = new(_host);
        await officer.SignsIn(person.Email);
        var (seed, recovery) = await officer.EnrolsSecondFactor(_time.GetUtcNow());
        _time.Advance(TimeSpan.FromMinutes(2));

        var (asked, _) = await other.SignsIn(person.Email);
        Assert.StartsWith("/sign-in/code", asked.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await other.Opens("/roles")).Answer.StatusCode);
        var code = Guanwei.Server.People.Totp.CodeAt(seed, _time.GetUtcNow());
        Assert.Equal(HttpStatusCode.SeeOther, (await other.GivesCode(code)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await other.Opens("/roles")).Answer.StatusCode);

        using Browser replayer = new(_host), recovered = new(_host), again = new(_host);
        await replayer.SignsIn(person.Email);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await replayer.GivesCode(code)).StatusCode);
        await recovered.SignsIn(person.Email);
        Assert.Equal(HttpStatusCode.SeeOther, (await recovered.GivesCode(recovery[0])).StatusCode);
        await again.SignsIn(person.Email);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await again.GivesCode(recovery[0])).StatusCode);
    }

    [Fact]
    public async Task Too_many_attempts_from_one_address_are_told_to_wait()
    {
        await using var small = new GuanweiHost { Settings = { ["SignIn:AttemptsPerMinute"] = "3" } };
        using var guesser = new Browser(small);
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await guesser.SignsIn($"nobody{attempt}@example.gov.cn", "x");
        }
        Assert.Equal(HttpStatusCode.TooManyRequests, (await guesser.SignsIn("nobody@example.gov.cn", "x")).Answer.StatusCode);
    }

    [Fact]
    public async Task Without_the_forms_token_nobody_is_signed_in()
    {
        var person = await _host.Person("张三", null, "third-party-reviewer");
        using var browser = new Browser(_host);
        var (answer, _) = await browser.Posts("/sign-in", new() { ["email"] = person.Email, ["password"] = Staff.Password });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Somebody_with_two_appointments_chooses_and_two_that_exclude_each_other_give_no_right()
    {
        var agency = await _host.Agency("示例县民政局");
        var two = await _host.Person("李青", agency, "super-administrator", "applicant");
        using Browser clerk = new(_host), clashing = new(_host);
        await clerk.SignsIn(two.Email);
        var (asked, _) = await clerk.Opens("/people");
        Assert.Contains("/appointments?back=", asked.Headers.Location!.OriginalString, StringComparison.Ordinal);
        await clerk.Submits("/appointments", []);
        Assert.Equal(HttpStatusCode.OK, (await clerk.Opens("/roles")).Answer.StatusCode);

        var clash = await _host.Person("赵四", agency, "supervisor", "applicant");
        await clashing.SignsIn(clash.Email);
        await clashing.Submits("/appointments", []);
        Assert.Contains(
            "/appointments?back=", (await clashing.Opens("/people")).Answer.Headers.Location!.OriginalString,
            StringComparison.Ordinal);
        Assert.Contains("须由不同人员担任", (await clashing.Opens("/appointments")).Html, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
