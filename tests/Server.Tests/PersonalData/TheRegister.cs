using System.Globalization;
using System.Net;
using System.Resources;
using System.Text.Json;
using Guanwei.Rules;
using Guanwei.Rules.Documents;
using Guanwei.Rules.Rights;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Applications;
using Guanwei.Server.Files;
using Guanwei.Server.Hosting;
using Guanwei.Server.People;
using Guanwei.Server.PersonalData;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Guanwei.Server.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanwei.Server.Tests.PersonalData;

public sealed class TheRegister
{
    private static readonly PersonalRegister register = Serve.PersonalRegister();

    // GOVAPPS-LOGS asks for twelve months and is a duty: the strictest row, whatever the profile.
    private static readonly TimeSpan longerThanKept = TimeSpan.FromDays(400);

    [Fact]
    public void Has_words_for_everything_in_both_languages()
    {
        var words = new ResourceManager(typeof(Guanwei.Server.PersonalData.Texts));
        foreach (var culture in new[] { CultureInfo.InvariantCulture, CultureInfo.GetCultureInfo("en") })
        {
            var set = words.GetResourceSet(culture, true, false)!;
            Assert.All(register.All, rows => Assert.False(string.IsNullOrEmpty(set.GetString(rows.Purpose)), rows.Purpose));
            Assert.All(register.All, rows => Assert.False(string.IsNullOrEmpty(set.GetString("row." + rows.Row.Name)), rows.Row.Name));
            Assert.All(Declared, field => Assert.False(string.IsNullOrEmpty(set.GetString("field." + field)), field));
        }
    }

    [Fact]
    public async Task Each_retention_erases_what_is_past_its_time_and_leaves_what_is_needed()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        var old = await Filled(house, closed: true);
        house.Machine.Advance(longerThanKept);
        var fresh = await Filled(house, closed: false);

        foreach (var rows in register.All)
        {
            var erased = await RetainPersonalData.EraseBatch(house.Actions, Actor.System("test"), rows, CancellationToken.None);
            Assert.True(erased == 1, $"{rows.Row.Name}: {erased} rows were erased, not the one that is past its time");
            Assert.Equal(0, await RetainPersonalData.EraseBatch(house.Actions, Actor.System("test"), rows, CancellationToken.None));
        }

        await using var db = house.Databases.OpenForSystem("test");
        var ring = house.InForce.Current.Keys;
        foreach (var rows in register.All)
        {
            Assert.DoesNotContain(await rows.Export(db, old, ring, CancellationToken.None), row => Tells(row, old));
            Assert.Contains(await rows.Export(db, fresh, ring, CancellationToken.None), row => Tells(row, fresh));
        }
    }

    [Fact]
    public async Task One_person_is_exported_opened_and_erased_only_when_closed_and_past_the_retention()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        var person = await Filled(house, closed: false);
        await using (var before = house.Databases.OpenForSystem("test"))
        {
            var gathered = await ExportPerson.Gather(before, person.Id, register, house.InForce.Current.Keys, CancellationToken.None);
            Assert.Equal("13800000000", Assert.Single(gathered[nameof(Person)])[nameof(Person.Phone)]);
            Assert.Equal(register.All.Count, gathered.Count(table => table.Value.Count == 1));
        }
        var officer = await house.Person("security-officer");

        Assert.Equal("PERSON_NOT_CLOSED", await Refused(house, officer, person));
        await Change(house, person.Id, row => row.ClosedAt = house.Clock.Now);
        Assert.Equal("RETENTION_RUNS", await Refused(house, officer, person));
        house.Machine.Advance(longerThanKept);
        var erased = (await Erase(house, officer, person)).Required;

        Assert.Equal(register.All.Count, erased);
        await using var db = house.Databases.OpenForSystem("test");
        Assert.DoesNotContain(await db.Set<Person>().ToListAsync(), row => row.Email == person.Email);
        Assert.Equal("PERSON_UNKNOWN", await Refused(house, officer, person));
    }

    [Fact]
    public async Task Is_shown_to_the_security_officer_who_may_export_and_to_nobody_else()
    {
        await using var host = new GuanweiHost();
        using var officer = await host.SignedIn("security-officer");
        using var other = await host.SignedIn("audit-officer");
        var person = await host.Person("王五", null);

        var (page, html) = await officer.Opens("/personal-data");
        var (export, json) = await officer.Submits("/personal-data", new() { ["email"] = person.Email }, "/personal-data/export");
        var (refused, words) = await officer.Submits("/personal-data", new() { ["email"] = person.Email }, "/personal-data/erase");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("个人信息保护法第十三条", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, export.StatusCode);
        Assert.Equal("王五", JsonDocument.Parse(json).RootElement.GetProperty("Person")[0].GetProperty("Name").GetString());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("王五仍在使用本系统", words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await other.Opens("/personal-data")).Answer.StatusCode);
    }

    [Fact]
    public async Task Keys_of_cookies_lie_sealed_in_the_database_and_outlive_a_restart()
    {
        await using var host = new GuanweiHost();
        using (var officer = await host.SignedIn("security-officer"))
        {
            Assert.Equal(HttpStatusCode.OK, (await officer.Opens("/personal-data")).Answer.StatusCode);
        }

        await using var db = host.Services.GetRequiredService<Databases>().OpenForSystem("test");
        var key = await db.Set<ProtectionKey>().SingleAsync();
        Assert.Equal(-1, key.Xml.AsSpan().IndexOf("masterKey"u8));
        Assert.Equal("key", Assert.Single(host.Services.GetRequiredService<ProtectionKeys>().GetAllElements()).Name.LocalName);
        Assert.DoesNotContain(Directory.EnumerateFiles(host.Data, "*.xml", SearchOption.AllDirectories), _ => true);
    }

    private static IEnumerable<string> Declared =>
        register.All.SelectMany(rows => rows.Fields.Select(name => $"{rows.Row.Name}.{name}"));

    /// <summary>The row still says something of the person: their name, an address, a number.</summary>
    private static bool Tells(Dictionary<string, string?> row, Person person) => row.Values.Any(value => value is not null
        && new[] { person.Name, person.Email, "13800000000", "203.0.113.0/24", "JBSWY3DPEHPK3PXP" }.Contains(value));

    /// <summary>A person with one row in every declared table, as the verbs of the slices would leave them.</summary>
    private static async Task<Person> Filled(House house, bool closed)
    {
        var agency = await house.Agency(closed ? "某县民政局" : "某县水利局");
        var keys = house.InForce.Current.Keys;
        return (await house.Do<Person>(Actor.System("test"), "test.fill", act =>
        {
            var id = act.NewId<PersonId>();
            var person = new Person { Id = id, Name = "王五", Email = $"{id}@example.gov.cn", ClosedAt = closed ? act.Now : null };
            person.Phone = keys.SealField("people", "phone", id.ToString(), "13800000000").Bytes.ToArray();
            var signIn = SignIn.Of(person, "hash");
            signIn.TotpSeed = keys.SealField("sign_ins", "totp_seed", id.ToString(), "JBSWY3DPEHPK3PXP").Bytes.ToArray();
            var application = new OpeningApplication
            {
                Id = act.NewId<Guanwei.Server.Applications.ApplicationId>(), AgencyId = agency.Id, AgencyName = agency.Name, Number = $"SQ-{id}", StartedAt = act.Now,
            };
            act.Touch(application);
            var third = new Appointment
            {
                Id = act.NewId<AppointmentId>(), PersonId = id, Role = "third-party-reviewer", AgencyId = default, From = act.Today,
            };
            (application.ThirdParty, application.ThirdPartyName) = (third.Id, person.Name);
            var document = new ApplicationDocument
            {
                Id = act.NewId<DocumentId>(), AgencyId = agency.Id, ObjectId = application.ObjectId, Kind = DocumentKind.ApplicationForm,
                FileId = act.NewId<FileId>(), FileName = "申请表.pdf", Media = MediaKind.Pdf, Bytes = 1, Sha256 = "", Pages = 1,
                Legibility = Legibility.Readable, UploadedAt = act.Now, UploadedBy = id, UploaderName = person.Name,
            };
            var step = new WorkflowStep
            {
                Id = House.NewOperation(), AgencyId = agency.Id, ObjectKind = OpeningApplication.Kind, ObjectId = application.ObjectId,
                At = act.Now, Verb = OpeningWorkflow.Submit, From = "Draft", To = "InReview", Person = id, ActorName = person.Name,
            };
            var staff = new StaffEntry
            {
                AgencyId = agency.Id, ObjectId = application.ObjectId, Role = StaffRole.A, Name = person.Name, Email = person.Email,
                Establishment = Establishment.CivilServant,
            };
            staff.SealMobile(keys, "13800000000");
            var request = new AgencyRequest
            {
                Id = act.NewId<AgencyRequestId>(), AgencyId = agency.Id, Number = $"DW-{id}", Name = "某县水利局", Level = AgencyLevel.County,
                AgencyKind = AgencyKind.Administrative, RegionCode = "420000", Vertical = false, ContactName = person.Name,
                ContactEmail = person.Email, Language = "zh-CN", AskedAt = act.Now,
            };
            act.Touch(request);
            act.Db.AddRange(person, signIn, third, application, document, step, staff, request);
            act.Db.Add(new Session
            {
                Id = act.NewId<SessionId>(), PersonId = id, Stamp = "", StartedAt = act.Now, SeenAt = act.Now,
                Network = "203.0.113.0/24", Device = "Chrome · Windows",
            });
            act.Db.Add(new SignInEvent
            {
                Id = act.NewId<SignInEventId>(), PersonId = id, At = act.Now, Result = SignInResult.Right,
                Network = "203.0.113.0/24", Device = "Chrome · Windows",
            });
            act.Db.Add(new Invitation
            {
                Id = act.NewId<InvitationId>(), AgencyId = agency.Id, Role = "applicant", Email = person.Email, MadeAt = act.Now,
                ExpiresAt = act.Now, PageDigest = Guid.CreateVersion7().ToByteArray(),
            });
            act.Db.Add(new EmailCode
            {
                AgencyId = agency.Id, ObjectId = application.ObjectId, Role = StaffRole.A, Email = person.Email, AskedAt = act.Now,
            });
            if (closed)
            {
                act.Db.Entry(application).Property(x => x.State).CurrentValue = ApplicationState.Withdrawn;
                act.Db.Entry(request).Property(x => x.State).CurrentValue = AgencyRequestState.Refused;
            }
            return Task.FromResult<Outcome<Person>>(person);
        })).Required;
    }

    private static Task<Outcome<int>> Erase(House house, Actor officer, Person person) => house.Do<int>(
        officer, ErasePerson.Verb, act => ErasePerson.Run(act, new(person.Email, register), CancellationToken.None));

    private static async Task<string> Refused(House house, Actor officer, Person person) =>
        Assert.Single(Assert.IsType<Outcome<int>.Refused>(await Erase(house, officer, person)).Reasons).Code;

    private static async Task Change(House house, PersonId id, Action<Person> change)
    {
        await using var db = house.Databases.OpenForSystem("test");
        change(await db.Set<Person>().SingleAsync(x => x.Id == id));
        await db.SaveChangesAsync();
    }
}
