using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Microsoft.EntityFrameworkCore;
using static Guanwei.Server.Tests.People.Inviting;

namespace Guanwei.Server.Tests.People;

public sealed class Appointments
{
    public static TheoryData<DatabaseKind> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task One_person_is_not_both_applicant_and_reviewer_of_one_agency(DatabaseKind kind)
    {
        await using var house = await House.On(kind);
        var county = await house.Agency("示例县政务服务局");
        var supervisor = await house.Person("supervisor", county);
        var clerk = await house.Person("applicant", county);
        Assert.Equal(["ROLES_EXCLUDE"], Codes(await Appoints(house, supervisor, clerk, "supervisor", county)));
        Assert.Equal(["ALREADY_HOLDS"], Codes(await Appoints(house, supervisor, clerk, "applicant", county)));
    }

    [Fact]
    public async Task The_three_officers_are_three_people()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        var system = await house.Person("system-officer");
        var security = await house.Person("security-officer");
        Assert.Equal(["ROLES_EXCLUDE"], Codes(await Appoints(house, system, security, "audit-officer", null)));
        Assert.Equal(["ROLES_EXCLUDE"], Codes(await Appoints(house, system, system, "audit-officer", null)));
    }

    [Fact]
    public async Task A_supervisor_appoints_in_the_subtree_and_nowhere_else()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        var city = await house.Agency("示例市");
        var county = await house.Agency("示例县", city);
        var elsewhere = await house.Agency("样例市");
        var supervisor = await house.Person("supervisor", city);
        var clerk = await house.Person("editor", county);
        var stranger = await house.Person("editor", elsewhere);
        Assert.IsType<Outcome<AppointmentId>.Done>(await Appoints(house, supervisor, clerk, "applicant", county));
        Assert.Equal(["AGENCY_NOT_YOURS"], Codes(await Appoints(house, supervisor, clerk, "applicant", elsewhere)));
        Assert.Equal(["NOT_FOUND"], Codes(await Appoints(house, supervisor, stranger, "applicant", county)));
    }

    [Fact]
    public async Task A_deputy_stands_in_for_the_same_office_and_until_a_day()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        var county = await house.Agency("示例县");
        var supervisor = await house.Person("supervisor", county);
        var holder = await house.Person("applicant", county);
        var deputy = await house.Person("editor", county);
        Assert.Equal(
            ["DEPUTY_WITHOUT_END"],
            Codes(await Appoints(house, supervisor, deputy, "applicant", county, deputisesFor: holder.Appointment)));
        Assert.Equal(
            ["DEPUTY_WRONG"],
            Codes(await Appoints(
                house, supervisor, deputy, "supervisor", county, house.Clock.Today.AddDays(7), holder.Appointment)));
        Assert.IsType<Outcome<AppointmentId>.Done>(await Appoints(
            house, supervisor, deputy, "applicant", county, house.Clock.Today.AddDays(7), holder.Appointment));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task An_ended_appointment_is_in_force_no_longer_that_very_day(DatabaseKind kind)
    {
        await using var house = await House.On(kind);
        var county = await house.Agency("示例县");
        var supervisor = await house.Person("supervisor", county);
        var clerk = await house.Person("applicant", county);
        Assert.IsType<Outcome<PersonId>.Done>(await Ends(house, supervisor, clerk.Appointment!.Value));
        await using var db = house.Databases.OpenForSystem("test");
        Assert.False((await db.Set<Appointment>().SingleAsync(x => x.Id == clerk.Appointment)).InForce(house.Clock.Today));
        Assert.Equal(["STALE"], Codes(await Ends(house, supervisor, clerk.Appointment!.Value)));
        Assert.Equal(["NOT_NOW"], Codes(await Ends(house, supervisor, clerk.Appointment!.Value, seen: 1)));
    }

    [Fact]
    public async Task The_only_system_officer_is_neither_ended_nor_closed()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        var officer = await house.Person("system-officer");
        Assert.Equal(["LAST_OFFICER"], Codes(await Ends(house, officer, officer.Appointment!.Value)));
        Assert.Equal(["LAST_OFFICER"], Codes(await Closes(house, officer, officer)));
        var second = await house.Person("system-officer");
        Assert.IsType<Outcome<PersonId>.Done>(await Closes(house, second, officer));
    }

    [Fact]
    public async Task Who_is_closed_holds_nothing_any_more()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        var county = await house.Agency("示例县");
        var officer = await house.Person("system-officer");
        var clerk = await house.Person("applicant", county);
        Assert.IsType<Outcome<PersonId>.Done>(await Closes(house, officer, clerk));
        Assert.Equal(["PERSON_CLOSED"], Codes(await Appoints(house, officer, clerk, "supervisor", county)));
        await using var db = house.Databases.OpenForSystem("test");
        Assert.NotNull((await db.Set<Appointment>().SingleAsync(x => x.Id == clerk.Appointment)).EndedAt);
    }

    private static Task<Outcome<AppointmentId>> Appoints(
        House house, Actor who, Actor whom, string role, Agency? at, DateOnly? to = null, AppointmentId? deputisesFor = null) =>
        house.Do<AppointmentId>(who, Appoint.Verb, act => Appoint.Run(
            act, house.Roles, new(whom.Person!.Value, role, at?.Id ?? default, null, to, null, deputisesFor), default));

    private static Task<Outcome<PersonId>> Ends(House house, Actor who, AppointmentId which, int seen = 0) =>
        house.Do<PersonId>(who, EndAppointment.Verb, act => EndAppointment.Run(act, house.Roles, new(which, seen), default));

    private static Task<Outcome<PersonId>> Closes(House house, Actor who, Actor whom) =>
        house.Do<PersonId>(
            who, ClosePerson.Verb, act => ClosePerson.Run(act, house.Clock, new(whom.Person!.Value, 0), default));
}
