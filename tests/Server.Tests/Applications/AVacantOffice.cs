using System.Net;
using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Applications;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Tests.Applications;

/// <summary>
/// Nobody at the agency that decides could take the application up: the applicant is told before they submit, and
/// after.
/// </summary>
public sealed class AVacantOffice
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Is_warned_of_under_the_rule_whose_time_runs_all_the_same(DatabaseKind kind)
    {
        await using var here = await Applying.Here(kind);
        var id = await here.FillsIn();
        Assert.Empty(await Missing(here, here.City.Id));
        await Ends(here, here.Supervisor);

        var reason = Assert.Single(await Missing(here, here.City.Id));

        Assert.Equal(("NO_REVIEWER", Severity.Warn, "submission"), (reason.Code, reason.Severity, reason.Place.Step));
        Assert.Equal("GUIDE-REVIEW-MAX-COUNTY@1", reason.Rule.ToString());
        Assert.Contains(Argument.Text("agency", here.City.Name), reason.Arguments);
        // It warns only: the submission is what gets somebody appointed.
        _ = (await here.Submits(id)).Required;
    }

    [Fact]
    public async Task Says_since_when_the_system_officers_know()
    {
        await using var here = await Applying.Here();
        await here.House.Person("system-officer");
        await Ends(here, here.Supervisor);
        await here.HasSubmitted();
        await here.House.RunJobs();
        here.House.Machine.Advance(TimeSpan.FromDays(3));

        var reason = Assert.Single(await Missing(here, here.City.Id));

        Assert.Equal("NO_REVIEWER_TOLD", reason.Code);
        Assert.Contains(Argument.Day("told", new DateOnly(2026, 11, 23)), reason.Arguments);
        Assert.Empty(await Missing(here, null));

        // Whoever comes next month, for a month, makes nobody forget what was told today.
        await Comes(here, from: 30, to: 60);
        Assert.Equal("NO_REVIEWER_TOLD", Assert.Single(await Missing(here, here.City.Id)).Code);

        // Filled and vacant again: nobody was told of that yet.
        var next = await here.House.Person("supervisor", here.City, "郑六");
        here.House.Machine.Advance(TimeSpan.FromDays(3));
        await Ends(here, next);
        Assert.Equal("NO_REVIEWER", Assert.Single(await Missing(here, here.City.Id)).Code);
    }

    [Fact]
    public async Task Names_no_time_to_an_agency_of_macao_for_which_no_clock_runs()
    {
        await using var here = await Applying.Here();
        await Ends(here, here.Supervisor);
        var macao = new Scope(AgencyLevel.HkMacao, AgencyKind.Administrative, Region: "820000");

        var reason = Assert.Single(await Reviewers.Missing(
            here.House.Databases, here.House.InForce.Current, here.City.Id, macao, here.House.Clock.Today, CancellationToken.None));

        Assert.Equal("NO_REVIEWER_NO_CLOCK", reason.Code);
        Assert.DoesNotContain(reason.Arguments, x => x.Name == "max");
        Assert.Equal(
            "review.clock.automatic", here.House.InForce.Current.Rules.Find(reason.Rule!.Value)!.Key);
        Assert.Contains("不设自动时限", Server.Ui.Wording.Say(reason, new System.Globalization.CultureInfo("zh-CN")).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_filled_by_a_deputy_and_not_by_a_reviewer_elsewhere_or_one_who_left()
    {
        await using var here = await Applying.Here();
        await here.House.Person("supervisor", here.County, "吴五");
        await here.House.Do<bool>(Actor.System("test"), "test.close", async act =>
        {
            var person = await act.Db.Set<Person>().SingleAsync(x => x.Id == here.Supervisor.Person);
            person.ClosedAt = act.Now;
            return true;
        });
        Assert.Single(await Missing(here, here.City.Id));

        var deputy = await here.House.Person("editor", here.City, "郑六");
        await here.House.Do<bool>(Actor.System("test"), "test.deputise", act =>
        {
            act.Db.Add(new Appointment
            {
                Id = act.NewId<AppointmentId>(), PersonId = deputy.Person!.Value, Role = "supervisor", AgencyId = here.City.Id,
                From = act.Today, DeputisesFor = here.Supervisor.Appointment,
            });
            return Task.FromResult<Outcome<bool>>(true);
        });

        Assert.Empty(await Missing(here, here.City.Id));
    }

    [Fact]
    public async Task Stands_in_the_pre_flight_and_on_the_timeline_with_source_and_remedy_in_both_languages()
    {
        await using var host = new GuanweiHost();
        var county = await host.Agency("样例县民政局", await host.Agency("样例市政务服务局"));
        using var applicant = await host.SignedIn("applicant", county, "李青");
        var id = await TheForm.Started(applicant);

        var (answer, html) = await applicant.Opens($"/applications/{id}/submit");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("样例市政务服务局目前没有在任的主管单位审核员", html, StringComparison.Ordinal);
        Assert.Contains("系统会通知系统管理员指定审核员", html, StringComparison.Ordinal);
        Assert.Contains("GUIDE-REVIEW-MAX-COUNTY@1", html, StringComparison.Ordinal);
        await applicant.Opens("/language/en");
        Assert.Contains("has no supervisor in office", (await applicant.Opens($"/applications/{id}/agency")).Html, StringComparison.Ordinal);
        await applicant.Opens("/language/zh-CN");
        // A draft waits for nobody.
        Assert.DoesNotContain("没有在任", (await applicant.Opens($"/applications/{id}")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stands_on_the_timeline_while_the_application_waits_and_is_gone_when_somebody_is_appointed()
    {
        await using var form = new TheForm();
        var host = form.Host;
        var city = await host.Agency("样例市政务服务局");
        var county = await host.Agency("样例县民政局", city);
        using var applicant = await host.SignedIn("applicant", county, "李青");
        var id = await TheForm.Started(applicant);
        await form.FillsIn(applicant, id);
        await TheForm.Submits(applicant, id);

        Assert.Contains("样例市政务服务局目前没有在任的主管单位审核员", (await applicant.Opens($"/applications/{id}")).Html, StringComparison.Ordinal);

        using var supervisor = await host.SignedIn("supervisor", city, "周敏");
        Assert.DoesNotContain("没有在任", (await applicant.Opens($"/applications/{id}")).Html, StringComparison.Ordinal);
    }

    private static Task<IReadOnlyList<Reason>> Missing(Applying here, AgencyId? reviewing) => Reviewers.Missing(
        here.House.Databases, here.House.InForce.Current, reviewing, new Scope(AgencyLevel.County, AgencyKind.Administrative),
        here.House.Clock.Today, CancellationToken.None);

    private static async Task Comes(Applying here, int from, int to) =>
        _ = (await here.House.Do<bool>(Actor.System("test"), Appoint.Verb, act =>
        {
            act.Db.Add(new Appointment
            {
                Id = act.NewId<AppointmentId>(), PersonId = here.Supervisor.Person!.Value, Role = "supervisor",
                AgencyId = here.City.Id, From = act.Today.AddDays(from), To = act.Today.AddDays(to),
            });
            return Task.FromResult<Outcome<bool>>(true);
        })).Required;

    private static async Task Ends(Applying here, Actor who) =>
        _ = (await here.House.Do<PersonId>(Actor.System("test"), EndAppointment.Verb, async act =>
        {
            var held = await act.Db.Set<Appointment>().SingleAsync(x => x.Id == who.Appointment);
            held.End(act.Now);
            return held.PersonId;
        })).Required;
}
