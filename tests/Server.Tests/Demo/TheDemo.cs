using System.Net;
using Guanwei.Rules.WorkingDays;
using Guanwei.Server.Accounts;
using Guanwei.Server.Agencies;
using Guanwei.Server.Applications;
using Guanwei.Server.Audit;
using Guanwei.Server.Deadlines;
using Guanwei.Server.Demo;
using Guanwei.Server.Files;
using Guanwei.Server.Hosting;
using Guanwei.Server.Notifications.Doors;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Guanwei.Server.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace Guanwei.Server.Tests.Demo;

public sealed class TheDemo(ADemo demo) : IClassFixture<ADemo>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_a_demo_with_a_province_and_applications_in_every_state()
    {
        Assert.Equal(InstallationKind.Demo, Assert.Single(await demo.Rows<Installation>()).Kind);
        Assert.InRange((await demo.Rows<Agency>()).Count, 30, 60);

        var states = (await demo.Rows<OpeningApplication>())
            .GroupBy(x => x.State).ToDictionary(x => x.Key, x => x.Count());
        Assert.Equal(Enum.GetValues<ApplicationState>().Order(), states.Keys.Order());
        Assert.Equal(5, states[ApplicationState.Draft]);
    }

    [Fact]
    public async Task Tells_of_each_application_a_history_without_gaps()
    {
        var steps = (await demo.Rows<WorkflowStep>()).ToLookup(x => x.ObjectId);
        foreach (var application in await demo.Rows<OpeningApplication>())
        {
            var state = nameof(ApplicationState.Draft);
            var at = application.StartedAt;
            foreach (var step in steps[application.ObjectId].OrderBy(x => x.At))
            {
                Assert.Equal(state, step.From);
                Assert.True(step.At > at, $"{application.Number}: {step.Verb} at {step.At}");
                Assert.NotNull(step.Person);
                (state, at) = (step.To, step.At);
            }
            Assert.Equal(application.State.ToString(), state);
            Assert.True(at <= demo.Host.Services.GetRequiredService<Clock>().Now);
        }
    }

    [Fact]
    public async Task Sets_each_deadline_by_its_rule_and_ends_it_when_the_step_is_made()
    {
        var states = (await demo.Rows<OpeningApplication>()).ToDictionary(x => x.ObjectId, x => x.State);
        ApplicationState[] awaited =
        [
            ApplicationState.InReview, ApplicationState.Returned, ApplicationState.Certifying,
            ApplicationState.CertificationFailed,
        ];
        foreach (var deadline in (await demo.Rows<Deadline>()).Where(x => x.ObjectKind == OpeningApplication.Kind))
        {
            var due = WorkingDayCalendar.National.Due(
                deadline.Started, deadline.WorkingDays!.Value, Installing.UsualOfficeEnd);
            Assert.Equal(due.At, deadline.Due);
            var runs = deadline is { MetAt: null, MissedAt: null };
            var state = states[deadline.ObjectId];
            Assert.True(!runs || awaited.Contains(state), $"{deadline.Kind} runs in {state}");
            Assert.True(deadline.MetAt is null || deadline.MetAt <= deadline.Due);
        }
    }

    [Fact]
    public async Task Has_reviews_that_are_fresh_nearly_late_and_late()
    {
        var now = demo.Host.Services.GetRequiredService<Clock>().Now;
        var running = (await demo.Rows<Deadline>())
            .Where(x => x.Kind == "review" && x.MetAt is null && x.MissedAt is null)
            .Select(x => x.Due < now ? -1 : WorkingDayCalendar.National.WorkingDaysLeft(now, x.Due)).ToList();

        Assert.Contains(-1, running);
        Assert.Contains(running, left => left is 0 or 1 or 2);
        Assert.Contains(running, left => left >= 4);
    }

    [Theory]
    [InlineData("zh-CN", "已中止计时", "征求有关部门意见", "恢复计时", "的审核计时已于")]
    [InlineData("en", "Count suspended", "Other departments are consulted", "Resume the count", "has been suspended since")]
    public async Task Has_a_review_whose_count_rests_and_every_page_says_so(
        string language, string rests, string why, string resume, string already)
    {
        var resting = Assert.Single(await demo.Rows<Deadline>(), x => x.PausedAt is not null);
        var (id, version) = (await demo.Rows<OpeningApplication>())
            .Where(x => x.ObjectId == resting.ObjectId).Select(x => (x.Id, x.Version)).Single();
        using var reviewer = demo.Browser();
        await reviewer.Submits("/demo/sign-ins", new() { ["role"] = "supervisor" });
        await reviewer.Opens($"/language/{language}?back=%2Fdesk");

        foreach (var page in (string[])["/desk", "/review", $"/review/{id}", "/applications", $"/applications/{id}"])
        {
            var html = (await reviewer.Opens(page)).Html;
            Assert.Contains(rests, html, StringComparison.Ordinal);
            Assert.Contains(why, html, StringComparison.Ordinal);
        }
        Assert.Contains(resume, (await reviewer.Opens($"/review/{id}")).Html, StringComparison.Ordinal);
        // Another reviewer's tab that still shows the form.
        var (refused, page422) = await reviewer.Submits($"/review/{id}", new()
        {
            ["version"] = $"{version}", ["reason"] = "SYSTEM_FAULT", ["words"] = "系统故障",
        }, $"/review/{id}/suspend");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains(already, page422, StringComparison.Ordinal);
        Assert.Contains("市招生考试院", (await reviewer.Opens($"/applications/{id}")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Has_accounts_whose_certificates_end_in_5_25_80_and_300_days()
    {
        var today = demo.Host.Services.GetRequiredService<Clock>().Today;

        Assert.Equal(
            [5, 25, 80, 300],
            (await demo.Rows<Account>()).Select(x => x.CertificateExpires.DayNumber - today.DayNumber).Order());
    }

    [Fact]
    public async Task Keeps_every_document_as_a_sealed_file_of_its_own()
    {
        var files = (await demo.Rows<StoredFile>()).ToDictionary(x => x.Id);
        var documents = await demo.Rows<ApplicationDocument>();
        var vault = demo.Host.Services.GetRequiredService<FileVault>();
        var keys = demo.Host.Services.GetRequiredService<Actions.InForceSource>().Current.Keys;

        Assert.InRange(documents.Count, 80, 200);
        foreach (var document in documents)
        {
            await using var content = vault.Open(files[document.FileId].Id.Value, keys);
            Assert.Equal(document.Sha256, Convert.ToHexStringLower(
                await System.Security.Cryptography.SHA256.HashDataAsync(content, Stop)));
        }
    }

    [Fact]
    public async Task Leaves_an_audit_that_verifies()
    {
        var services = demo.Host.Services;
        var databases = services.GetRequiredService<Databases>();
        await services.GetRequiredService<Sealer>().SealAll(Stop);
        await using var db = databases.OpenForSystem("test");
        var keys = services.GetRequiredService<Actions.InForceSource>().Current.Keys;

        var now = services.GetRequiredService<Clock>().Machine;

        var verdict = await new Verification(db, new Evidence(keys, null, []), now).Run(null, Stop);

        Assert.True(verdict.Sound, verdict.ToString());
        Assert.True((await demo.Rows<AuditEntry>()).Count > 400);
    }

    [Theory]
    [InlineData("system-officer", "夏维中")]
    [InlineData("security-officer", "安如山")]
    [InlineData("audit-officer", "严以律")]
    [InlineData("supervisor", "周敏之")]
    [InlineData("third-party-reviewer", "陈慎言")]
    [InlineData("applicant", "李青禾")]
    [InlineData("super-administrator", "钟启航")]
    [InlineData("operations-lead", "魏晓岚")]
    [InlineData("editor", "童安然")]
    public async Task Lets_everybody_sign_in_as_any_role_with_one_click(string role, string name)
    {
        using var browser = demo.Browser();

        var (answer, _) = await browser.Submits("/demo/sign-ins", new() { ["role"] = role });

        Assert.Equal((HttpStatusCode.SeeOther, "/"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        Assert.Contains(name, (await browser.Opens("/demo/clock")).Html, StringComparison.Ordinal);
    }

    /// <summary>Whoever asks the audit what was done with an application must find the approval beside the form.</summary>
    [Fact]
    public async Task Names_each_object_in_the_audit_in_one_way()
    {
        var named = (await demo.Rows<AuditEntry>()).Where(entry => entry.ObjectId is not null).ToList();

        Assert.Empty(named.Where(entry => Guid.TryParse(entry.ObjectId, out _)).Select(entry => entry.Verb).Distinct());
        var done = named.Where(entry => entry.ObjectKind == "application").ToLookup(entry => entry.ObjectId, entry => entry.Verb);
        Assert.Contains(done, of => of.Contains("application.start") && of.Contains("application.submit") && of.Contains("review.approve"));
    }

    [Fact]
    public async Task Says_on_every_page_that_it_is_one()
    {
        using var browser = demo.Browser();

        foreach (var page in (string[])["/", "/sign-in", "/demo/sign-ins"])
        {
            Assert.Contains("demo-banner", (await browser.Opens(page)).Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Keeps_its_passwords_for_the_owner_of_the_folder_only()
    {
        var note = Path.Combine(demo.Host.Data, "demo.json");
        var people = new DemoFolder(demo.Host.Services.GetRequiredService<DataFolder>()).People();

        Assert.Equal(people.Count, people.Select(person => person.Password).Distinct().Count());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(note));
        }
        var hashes = (await demo.Rows<Guanwei.Server.People.SignIn>()).Select(signIn => signIn.PasswordHash!);
        Assert.Empty(hashes.Intersect(people.Select(person => person.Password)));
    }

    [Fact]
    public void Sends_nothing_to_the_world_outside()
    {
        var doors = demo.Host.Services.GetRequiredService<DoorSettings>();

        Assert.True(doors.Sms.Url!.IsLoopback);
        Assert.True(doors.WeComOrigin.IsLoopback);
        Assert.True(doors.DingTalkOrigin.IsLoopback);
        Assert.Null(doors.Mail.Host);
    }
}
