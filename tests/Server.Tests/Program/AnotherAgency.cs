using System.Text.Json;
using System.Text.RegularExpressions;
using Guanwei.Rules;
using Guanwei.Samples;
using Guanwei.Server.Accounts;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Applications;
using Guanwei.Server.Audit;
using Guanwei.Server.Clients;
using Guanwei.Server.Imports;
using Guanwei.Server.Jobs;
using Guanwei.Server.Notifications;
using Guanwei.Server.People;
using Guanwei.Server.RuleBooks;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ApplicationId = Guanwei.Server.Applications.ApplicationId;
using RoleTable = Guanwei.Server.People.RoleTable;

namespace Guanwei.Server.Tests;

/// <summary>
/// An agency with one of everything that has an address, each made by its verb. <see cref="Ids"/> says what a route's
/// parameter stands for; a route with a parameter that is not there fails the test until it is added.
/// </summary>
internal sealed class AnotherAgency(GuanweiHost host)
{
    private static readonly CancellationToken never = CancellationToken.None;
    private readonly Dictionary<string, string> ids = [];
    private readonly List<Ui.Browser> owners = [];

    /// <summary>By the word before the parameter and its name: "applications/id".</summary>
    public IReadOnlyDictionary<string, string> Ids => ids;

    /// <summary>The browsers of those to whom something here belongs alone: a session, an import, a notice.</summary>
    public IReadOnlyList<Ui.Browser> Owners => owners;

    private Databases Databases => host.Services.GetRequiredService<Databases>();

    public async Task Fill(Agency agency)
    {
        var applicant = await Actor("applicant", agency);
        var supervisor = await Actor("supervisor", agency);
        ids["agencies/id"] = agency.Id.ToString();
        ids["people/id"] = applicant.Person.ToString()!;
        ids["appointments/id"] = applicant.Appointment.ToString()!;
        ids["sessions/id"] = (await SignsIn(applicant)).ToString();
        await SignsIn(supervisor);
        ids["files/id"] = await Uploads(owners[0]);
        ids["invitations/id"] = (await Invites(supervisor, agency)).ToString();
        ids["requests/id"] = (await Asks(agency)).ToString();
        ids["import/id"] = (await Imports(supervisor)).ToString();
        ids["clients/id"] = (await Program(supervisor, agency)).Id.ToString();
        ids["local/id"] = (await EntersRule(supervisor, agency)).ToString();
        ids["jobs/id"] = (await DeadJob(agency)).ToString();
        ids["audit/id"] = await AuditLine(agency);
        ids["notices/id"] = (await Notice(applicant)).ToString();
        var application = await Applies(applicant);
        ids["applications/id"] = ids["review/id"] = application.ToString();
        ids["staff/role"] = "a";
        ids["evidence/record"] = House.NewOperation().ToString();
        await ByItsPages(application);
        await HandsIn(application);
        ids["audit/id"] = (await Line(agency)).ToString();
        ids["accounts/id"] = (await Account(agency, application)).ToString();
    }

    /// <summary>What is made by a form, where the program has it: a document handed in, an invitation sent.</summary>
    private async Task ByItsPages(ApplicationId application)
    {
        var (applicant, supervisor) = (owners[0], owners[1]);
        var documents = $"/applications/{application}/documents";
        await applicant.Uploads(
            documents, SamplePicture.Png(640, 480), "申请表.png",
            new() { ["kind"] = "application-form", ["version"] = "2", ["operation"] = $"{House.NewOperation()}" },
            page: "/desk");
        Read("documents/document", (await applicant.Opens(documents)).Html, $"{documents}/(do_[0-9a-z]+)");
        await supervisor.Submits("/people/invite", new()
        {
            ["role"] = "applicant", ["email"] = "new@example.gov.cn", ["establishment"] = "civil-servant", ["agency"] = ids["agencies/id"],
        });
        Read("invitations/id", (await supervisor.Opens("/people/invitations")).Html, "/people/invitations/([0-9a-z_]+)/withdraw");
    }

    private void Read(string key, string html, string address)
    {
        if (Regex.Match(html, address) is { Success: true } found)
        {
            ids[key] = found.Groups[1].Value;
        }
    }

    private async Task<AuditEntryId> Line(Agency agency)
    {
        await using var db = Databases.OpenForSystem("test");
        return (await db.Set<AuditEntry>().FirstAsync(x => x.Agency == agency.Id)).Id;
    }

    public async Task<(ApiClientId Id, string Key)> Program(Actor supervisor, Agency agency)
    {
        var key = ClientKey.New();
        var answer = (await Does<CreateClient.Answer>(supervisor, CreateClient.Verb, act => CreateClient.Run(act, new(
            agency.Id, "大屏", ClientRights.All, Reach.Own, act.Today.AddDays(90), ClientKey.DigestOf(key)), never))).Required;
        return (answer.Id, key);
    }

    public async Task<Actor> Actor(string role, Agency? at)
    {
        var roles = host.Services.GetRequiredService<RoleTable>();
        var person = await host.Person("王一", at, role);
        await using var db = Databases.OpenForSystem("test");
        var appointment = await db.Set<Appointment>().SingleAsync(x => x.PersonId == person.Id);
        return Server.Actions.Actor.Of(person, appointment, roles[role], Via.Page);
    }

    private async Task<SessionId> SignsIn(Actor actor)
    {
        await using var db = Databases.OpenForSystem("test");
        var person = await db.Set<Person>().SingleAsync(x => x.Id == actor.Person);
        var browser = new Ui.Browser(host);
        await browser.SignsIn(person.Email);
        owners.Add(browser);
        return (await db.Set<Session>().SingleAsync(x => x.PersonId == person.Id)).Id;
    }

    private static async Task<string> Uploads(Ui.Browser applicant)
    {
        var (_, answer) = await applicant.Uploads(
            "/files", SamplePicture.Png(640, 480), "公函.png", new() { ["purpose"] = ReceptionDesk.Document.Key }, "application/json",
            page: "/desk");
        return JsonDocument.Parse(answer).RootElement.GetProperty("id").GetString()!;
    }

    private async Task<InvitationId> Invites(Actor supervisor, Agency agency) =>
        (await Does<InvitationId>(supervisor, InvitePerson.Verb, act => InvitePerson.Run(
            act, host.Services.GetRequiredService<RoleTable>(), host.Services.GetRequiredService<Server.Time.Clock>(),
            new("applicant", agency.Id, $"{Guid.CreateVersion7():n}@example.gov.cn", null), never))).Required;

    private async Task<AgencyRequestId> Asks(Agency above) =>
        (await Does<AskForAgency.Answer>(Server.Actions.Actor.Visitor(), AskForAgency.Verb, act => AskForAgency.Run(act, new(
            above.Id, Entry.Of("示例乡人民政府", Entry.NewCode()), "钱三", "q@example.gov.cn", "zh-CN", null), never))).Required.Id;

    private async Task<AgencyImportId> Imports(Actor supervisor) =>
        (await Does<AgencyImportId>(supervisor, CheckAgencyImport.Verb, act => CheckAgencyImport.Run(
            act, new("单位.csv", new string('0', 64), []), never))).Required;

    /// <summary>As if the agency were a city: that counties enter none is another test's matter.</summary>
    private async Task<LocalRuleId> EntersRule(Actor supervisor, Agency agency) =>
        (await Does<LocalRuleId>(supervisor, EnterLocalRule.Verb, act =>
        {
            var row = RuleBook.National.Rules.First(x => x.Key == "name.units.max") with
            {
                Id = $"DF-{agency.Id}",
                Authority = Authority.Local,
                Scope = new RuleScope { Region = agency.RegionCode },
            };
            var rule = new LocalRule
            {
                Id = act.NewId<LocalRuleId>(), AgencyId = agency.Id, RuleId = row.Id, RuleVersion = 1, Key = row.Key,
                Row = RuleJson.Write(row), EnteredBy = null, EnteredAt = act.Now,
            };
            act.Touch(rule);
            act.Db.Add(rule);
            return Task.FromResult<Outcome<LocalRuleId>>(rule.Id);
        })).Required;

    private async Task<JobId> DeadJob(Agency agency) =>
        (await Does<JobId>(Server.Actions.Actor.System("test"), "test.job", act => Task.FromResult<Outcome<JobId>>(
            act.Enqueue("test.nobody-does-this", new { }, job => (job.AgencyId, job.State) = (agency.Id, JobState.Dead)).Id))).Required;

    private async Task<string> AuditLine(Agency agency)
    {
        await using var db = Databases.OpenForSystem("test");
        return (await db.Set<Server.Audit.AuditEntry>().FirstAsync(x => x.Agency == agency.Id)).Id.ToString();
    }

    private async Task<NoticeId> Notice(Actor to) =>
        (await Does<NoticeId>(Server.Actions.Actor.System("test"), "test.notice", act =>
        {
            var notice = new Notice
            {
                Id = act.NewId<NoticeId>(), PersonId = to.Person!.Value, Telling = act.NewId<JobId>(), Code = "application.submitted", Arguments = "{}",
                ObjectKind = "application", ObjectId = "", Urgency = Urgency.Routine, At = act.Now,
            };
            act.Db.Add(notice);
            return Task.FromResult<Outcome<NoticeId>>(notice.Id);
        })).Required;

    private async Task<ApplicationId> Applies(Actor applicant)
    {
        var id = (await Does<StartApplication.Answer>(
            applicant, StartApplication.Verb, act => StartApplication.Run(act, Applications.Applying.ForGood, never))).Required.Id;
        _ = (await Does<int>(applicant, SaveNameStep.Verb, act => SaveNameStep.Run(act, new(id, 1, "示例民政"), never))).Required;
        return id;
    }

    /// <summary>As submitted, so that the reviewers' page shows it; a complete form is another test's matter.</summary>
    private async Task HandsIn(ApplicationId id) =>
        _ = (await Does<ApplicationId>(Server.Actions.Actor.System("test"), "test.hand-in", async act =>
        {
            var application = await act.Db.Set<OpeningApplication>().SingleAsync(x => x.Id == id, never);
            act.Db.Entry(application).Property(x => x.State).CurrentValue = ApplicationState.InReview;
            return id;
        })).Required;

    private async Task<AccountId> Account(Agency agency, ApplicationId application) =>
        (await Does<AccountId>(Server.Actions.Actor.System("test"), OpenAccount.Verb, act => OpenAccount.Run(
            act, Accounts.AnAccount.Certified(agency, $"示例{application.Value:N}"[..12], AccountType.Service, act.Today), never))).Required;

    private Task<Outcome<TAnswer>> Does<TAnswer>(Actor actor, string verb, Func<Act, Task<Outcome<TAnswer>>> run) =>
        host.Services.GetRequiredService<Server.Actions.Actions>().Do(actor, House.NewOperation(), verb, run, never);
}
