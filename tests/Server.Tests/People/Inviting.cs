using Guanwei.Rules.Rights;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Jobs;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Tests.People;

public sealed class Inviting
{
    private static readonly NewPassword password = new("hash", []);

    public static TheoryData<DatabaseKind> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task A_link_makes_a_person_with_sign_in_and_appointment_and_works_once(DatabaseKind kind)
    {
        await using var house = await House.On(kind);
        var county = await house.Agency("示例县政务服务局");
        var supervisor = await house.Person("supervisor", county);
        var operation = House.NewOperation();
        await Invites(house, supervisor, "applicant", county, "Li.Qing@example.gov.cn", operation);

        var person = (await Accepts(house, Token(house, operation))).Required;
        Assert.Equal(["INVITATION_EXPIRED"], Codes(await Accepts(house, Token(house, operation))));

        await using var db = house.Databases.OpenForSystem("test");
        var appointment = await db.Set<Appointment>().SingleAsync(x => x.PersonId == person);
        Assert.Equal(("applicant", county.Id, supervisor.Person), (appointment.Role, appointment.AgencyId, appointment.AppointedBy));
        Assert.Equal("LI.QING@EXAMPLE.GOV.CN", (await db.Set<SignIn>().SingleAsync(x => x.PersonId == person)).NormalizedUserName);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Twice_the_same_click_is_one_invitation_with_one_mail_and_the_same_link(DatabaseKind kind)
    {
        await using var house = await House.On(kind);
        var county = await house.Agency("示例县政务服务局");
        var supervisor = await house.Person("supervisor", county);
        var operation = House.NewOperation();
        var first = await Invites(house, supervisor, "applicant", county, "li@example.gov.cn", operation);
        var second = await Invites(house, supervisor, "applicant", county, "li@example.gov.cn", operation);
        Assert.Equal(first.Required, second.Required);
        await using var db = house.Databases.OpenForSystem("test");
        Assert.Single(await db.Set<Invitation>().ToListAsync());
        var mail = Assert.Single(await db.Set<Job>().Where(x => x.Kind == InvitePerson.MailJob).ToListAsync());
        Assert.DoesNotContain(Token(house, operation), mail.Payload, StringComparison.Ordinal);
        Assert.DoesNotContain("example.gov.cn", mail.Payload, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Two_who_hold_the_link_at_once_are_not_both_let_in(DatabaseKind kind)
    {
        await using var house = await House.On(kind);
        var county = await house.Agency("示例县政务服务局");
        var operation = House.NewOperation();
        await Invites(house, await house.Person("supervisor", county), "applicant", county, "li@example.gov.cn", operation);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Accepts(house, Token(house, operation))));
        Assert.Single(outcomes, outcome => outcome is Outcome<PersonId>.Done);
    }

    [Fact]
    public async Task After_seventy_two_hours_of_machine_time_the_link_is_dead()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        var county = await house.Agency("示例县政务服务局");
        var operation = House.NewOperation();
        await Invites(house, await house.Person("supervisor", county), "applicant", county, "li@example.gov.cn", operation);
        house.Machine.Advance(TimeSpan.FromHours(72));
        Assert.Equal(["INVITATION_EXPIRED"], Codes(await Accepts(house, Token(house, operation))));
    }

    [Fact]
    public async Task A_withdrawn_link_is_dead_and_a_made_up_one_never_lived()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        var county = await house.Agency("示例县政务服务局");
        var supervisor = await house.Person("supervisor", county);
        var operation = House.NewOperation();
        var id = (await Invites(house, supervisor, "applicant", county, "li@example.gov.cn", operation)).Required;
        await house.Do<InvitationId>(
            supervisor, WithdrawInvitation.Verb, act => WithdrawInvitation.Run(act, house.Clock, id, default));
        Assert.Equal(["INVITATION_EXPIRED"], Codes(await Accepts(house, Token(house, operation))));
        Assert.Equal(["INVITATION_EXPIRED"], Codes(await Accepts(house, new string('0', 32))));
    }

    [Fact]
    public async Task All_that_stands_against_it_is_said_at_once()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        var (mine, other) = (await house.Agency("甲局"), await house.Agency("乙局"));
        var outcome = await Invites(
            house, await house.Person("supervisor", mine), "editor", other, "not an address", House.NewOperation());
        Assert.Equal(["ROLE_NOT_YOURS", "AGENCY_NOT_YOURS", "EMAIL_INVALID"], Codes(outcome));
    }

    [Theory]
    [InlineData(null, "ESTABLISHMENT_MISSING")]
    [InlineData(Establishment.Contract, "SUPER_NOT_ON_ESTABLISHMENT")]
    public async Task A_super_administrator_must_be_on_the_establishment(Establishment? establishment, string code)
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        var county = await house.Agency("示例县政务服务局");
        var outcome = await Invites(
            house, await house.Person("supervisor", county), "super-administrator", county, "li@example.gov.cn",
            House.NewOperation(), establishment);
        Assert.Equal([code], Codes(outcome));
    }

    [Fact]
    public async Task Who_has_a_sign_in_accepts_only_under_it()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        var county = await house.Agency("示例县政务服务局");
        var supervisor = await house.Person("supervisor", county);
        var (first, second) = (House.NewOperation(), House.NewOperation());
        await Invites(house, supervisor, "applicant", county, "li@example.gov.cn", first);
        var li = (await Accepts(house, Token(house, first))).Required;
        await Invites(
            house, supervisor, "super-administrator", county, "li@example.gov.cn", second, Establishment.CivilServant);

        Assert.Equal(["PERSON_KNOWN"], Codes(await Accepts(house, Token(house, second))));
        Assert.Equal(["PERSON_KNOWN"], Codes(await Accepts(house, Token(house, second), supervisor.Person)));
        Assert.Equal(li, (await Accepts(house, Token(house, second), li)).Required);
    }

    internal static Task<Outcome<InvitationId>> Invites(
        House house, Actor who, string role, Agency at, string email, OperationId operation,
        Establishment? establishment = null) =>
        house.Do<InvitationId>(
            who, InvitePerson.Verb,
            act => InvitePerson.Run(act, house.Roles, house.Clock, new(role, at.Id, email, establishment), default), operation);

    private static Task<Outcome<PersonId>> Accepts(House house, string token, PersonId? signedIn = null) =>
        house.Do<PersonId>(
            Actor.System("test"), AcceptInvitation.Verb,
            act => AcceptInvitation.Run(
                act, house.Roles, house.Clock,
                new(token, "李青", "", signedIn is null ? password : null, signedIn), default));

    private static string Token(House house, OperationId operation) =>
        InvitationLink.Token(house.InForce.Current.Keys, operation);

    internal static IEnumerable<string> Codes<T>(Outcome<T> outcome) =>
        Assert.IsType<Outcome<T>.Refused>(outcome).Reasons.Select(reason => reason.Code);
}
