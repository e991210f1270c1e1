using Guanwei.Server.Actions;
using Guanwei.Server.Applications;
using Guanwei.Server.Audit;
using Guanwei.Server.Hosting;
using Guanwei.Server.People;
using Guanwei.Server.PersonalData;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;
using ApplicationId = Guanwei.Server.Applications.ApplicationId;

namespace Guanwei.Server.Tests.Applications;

/// <summary>
/// A person who left asks that nothing be kept of them: their name goes, what they did as an official stays provable.
/// </summary>
public sealed class AnErasedPerson
{
    // GOVAPPS-LOGS asks for twelve months and is a duty.
    private static readonly TimeSpan longerThanKept = TimeSpan.FromDays(400);

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Stands_in_no_history_by_name_and_still_approved_it_in_that_appointment(DatabaseKind kind)
    {
        await using var here = await Applying.Here(kind);
        var third = await here.House.Person("third-party-reviewer", null, "何六");
        var id = await Approved(here, third);

        await Erases(here, here.Supervisor);
        await Erases(here, here.Applicant);
        await Erases(here, third);

        await using var db = here.House.Databases.OpenForSystem("test");
        var history = (await History.Load(db, id, default))!;
        Assert.Equal(["样例县民政局", .. Enumerable.Repeat("—", history.Events.Count - 1)], history.Events.Select(x => x.Who));
        Assert.Equal("—", StateWords.Acting(history.Application, here.City.Name));
        var approval = history.Steps.Single(step => step.Verb == OpeningWorkflow.Approve);
        Assert.Equal((here.Supervisor.Person, "supervisor"), (approval.Person, approval.Role));
        var entry = await db.Set<AuditEntry>().SingleAsync(x => x.Operation == approval.Id);
        Assert.Equal((here.Supervisor.Person, here.Supervisor.Appointment), (entry.Person, entry.Appointment));
        Assert.All(await here.Rows<ApplicationDocument>(), document => Assert.Equal(here.Applicant.Person, document.UploadedBy));
        Assert.Equal(third.Appointment, history.Application.ThirdParty);
    }

    [Fact]
    public async Task Takes_nobody_elses_name_along()
    {
        await using var here = await Applying.Here();
        var id = await Approved(here, await here.House.Person("third-party-reviewer", null, "何六"));

        await Erases(here, here.Supervisor);

        await using var db = here.House.Databases.OpenForSystem("test");
        var history = (await History.Load(db, id, default))!;
        Assert.Equal(["—"], history.Steps.Where(step => step.Verb == OpeningWorkflow.Approve).Select(step => step.ActorName));
        Assert.Equal(["李青"], history.Steps.Where(step => step.Verb == OpeningWorkflow.Submit).Select(step => step.ActorName));
        Assert.All(await here.Rows<ApplicationDocument>(), document => Assert.Equal("李青", document.UploaderName));
        Assert.Equal("何六", history.Application.ThirdPartyName);
    }

    [Fact]
    public async Task Is_erased_by_night_when_nobody_asked()
    {
        await using var here = await Applying.Here();
        await Approved(here, await here.House.Person("third-party-reviewer", null, "何六"));

        Assert.Equal((0, 0, 0), await Night(here));
        await Closes(here, here.Supervisor.Person!.Value);
        await Closes(here, here.Applicant.Person!.Value);
        Assert.Equal((0, 0, 0), await Night(here));
        here.House.Machine.Advance(longerThanKept);

        Assert.Equal((2, Applying.CountyDocuments.Count, 0), await Night(here));
        Assert.Equal((0, 0, 0), await Night(here));
    }

    private static async Task<ApplicationId> Approved(Applying here, Actor third)
    {
        var id = await here.HasSubmitted();
        var inForce = await ThirdParty.InForce(here.House.Databases, here.House.Clock.Today, default);
        _ = (await here.Approves(id, third: inForce.Single(x => x.Appointment == third.Appointment))).Required;
        return id;
    }

    private static async Task Erases(Applying here, Actor who)
    {
        await Closes(here, who.Person!.Value);
        here.House.Machine.Advance(longerThanKept);
        await using var db = here.House.Databases.OpenForSystem("test");
        var email = (await db.Set<Person>().SingleAsync(x => x.Id == who.Person)).Email;
        var officer = await here.House.Person("security-officer");
        _ = (await here.House.Do<int>(officer, ErasePerson.Verb, act =>
            ErasePerson.Run(act, new(email, Serve.PersonalRegister()), default))).Required;
    }

    private static async Task Closes(Applying here, PersonId id)
    {
        await using var db = here.House.Databases.OpenForSystem("test");
        (await db.Set<Person>().SingleAsync(x => x.Id == id)).ClosedAt = here.House.Clock.Now;
        await db.SaveChangesAsync();
    }

    private static async Task<(int Steps, int Uploaders, int ThirdParties)> Night(Applying here) => (
        await Batch(here, Declared.Steps), await Batch(here, KeptAboutPeople.Uploaders), await Batch(here, KeptAboutPeople.ThirdParties));

    private static Task<int> Batch(Applying here, PersonalRows rows) =>
        RetainPersonalData.EraseBatch(here.House.Actions, Actor.System("night"), rows, default);
}
