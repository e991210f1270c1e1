using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Applications;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using static Guanwei.Server.Tests.Applications.Applying;

namespace Guanwei.Server.Tests.Applications;

public sealed class TheReview
{
    public static TheoryData<DatabaseKind> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task By_two_at_once_is_decided_by_one_and_the_other_is_told_who_was_first(DatabaseKind kind)
    {
        await using var here = await Applying.Here(kind);
        var id = await here.HasSubmitted();
        var second = await here.House.Person("supervisor", here.City, "郑六");
        var seen = await here.Version(id);

        var outcomes = await Task.WhenAll(here.Approves(id, seen: seen), here.Approves(id, second, seen));

        Assert.Single(outcomes.OfType<Outcome<string>.Done>());
        var told = Assert.Single(Assert.Single(outcomes.OfType<Outcome<string>.Refused>()).Reasons);
        Assert.Equal("STALE", told.Code);
        Assert.Contains(told.Arguments, argument => argument.Value is "周敏" or "郑六");
        Assert.Equal(ApplicationState.Certifying, (await here.Stored(id)).State);
    }

    [Fact]
    public async Task Is_never_of_ones_own_application()
    {
        await using var here = await Applying.Here();
        var id = await here.HasSubmitted();
        // The same person, appointed at the city later: what they filled in stays their own.
        var own = await Appointed(here, here.Applicant.Person!.Value);

        Assert.Equal(["decision OWN_CONTRIBUTION"], Codes(await here.Approves(id, own)));
        Assert.Equal(["decision OWN_CONTRIBUTION"], Codes(await here.Returns(id, ["SEAL_UNCLEAR"], "公章不清晰", own)));
    }

    [Fact]
    public async Task Is_never_by_somebody_who_stands_in_it_as_staff()
    {
        await using var here = await Applying.Here();
        var person = (await here.Rows<Person>()).Single(x => x.Id == here.Supervisor.Person);
        var id = await here.FillsIn();
        await here.SavesStaff(id, person.Email);
        await here.Verifies(id, StaffRole.A);
        _ = (await here.Submits(id)).Required;

        Assert.Equal(["decision OWN_STAFF"], Codes(await here.Approves(id)));
    }

    [Fact]
    public async Task Belongs_to_the_agency_directly_above()
    {
        await using var here = await Applying.Here();
        var province = await here.House.Agency("样例省政务服务局");
        await here.House.Do<bool>(Actor.System("test"), "agency.move", async act =>
        {
            var city = await act.Db.FindAsync<Agency>(here.City.Id);
            return await AgencyTree.Move(act, city!, province.Id, default);
        });
        var id = await here.HasSubmitted();
        var above = await here.House.Person("supervisor", province, "冯七");

        Assert.Equal(["decision REVIEWED_ELSEWHERE"], Codes(await here.Approves(id, above)));
        _ = (await here.Approves(id)).Required;
    }

    [Fact]
    public async Task Of_an_applicant_is_no_right()
    {
        await using var here = await Applying.Here();
        var id = await here.HasSubmitted();

        Assert.Equal(["NO_RIGHT"], Codes(await here.Approves(id, here.Applicant)));
    }

    [Theory]
    [InlineData("", "说明", "decision.codes REVIEW_CODE_MISSING")]
    [InlineData("NOT_ENTITLED", "说明", "decision.codes REVIEW_CODE_UNKNOWN")]
    [InlineData("SEAL_UNCLEAR", " ", "decision.words REVIEW_WORDS_MISSING")]
    public async Task That_says_no_says_why(string code, string words, string told)
    {
        await using var here = await Applying.Here();
        var id = await here.HasSubmitted();

        Assert.Equal([told], Codes(await here.Returns(id, code.Length == 0 ? [] : [code], words)));
    }

    private static async Task<Actor> Appointed(Applying here, PersonId person)
    {
        var (who, appointment) = (await here.House.Do<(Person, Appointment)>(Actor.System("test"), "test.appoint", async act =>
        {
            var appointment = new Appointment
            {
                Id = act.NewId<AppointmentId>(), PersonId = person, Role = "supervisor", AgencyId = here.City.Id,
                From = new DateOnly(2026, 1, 1),
            };
            act.Db.Add(appointment);
            return ((await act.Db.FindAsync<Person>(person))!, appointment);
        })).Required;
        return Actor.Of(who, appointment, here.House.Roles["supervisor"], Via.Page);
    }
}
