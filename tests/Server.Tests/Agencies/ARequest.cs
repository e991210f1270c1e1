using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Jobs;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Microsoft.EntityFrameworkCore;
using static Guanwei.Server.Tests.Agencies.TheTree;

namespace Guanwei.Server.Tests.Agencies;

public sealed class ARequest
{
    public static TheoryData<DatabaseKind> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Of_a_visitor_reaches_the_supervisor_who_takes_the_unit_in(DatabaseKind kind)
    {
        await using var house = await House.On(kind);
        var city = await house.Agency("示例市人民政府");
        var supervisor = await house.Person("supervisor", city);
        var code = Entry.NewCode();

        var answer = (await Asks(house, city.Id, Entry.Of("示例市民政局", code))).Required;

        Assert.Matches("^DW-2026-[0-9A-HJKMNP-TV-Z]{8}$", answer.Number);
        var agency = (await Admits(house, supervisor, answer.Id)).Required;
        await using var db = house.Databases.OpenFor(supervisor);
        var made = await db.Set<Agency>().SingleAsync(x => x.Id == agency);
        Assert.Equal(("示例市民政局", code, city.Id), (made.Name, made.CreditCode, made.ParentId!.Value));
        var asked = await db.Set<AgencyRequest>().SingleAsync();
        Assert.Equal((AgencyRequestState.Admitted, agency), (asked.State, asked.AdmittedAs!.Value));
        Assert.Equal(["NOT_NOW"], Codes(await Admits(house, supervisor, answer.Id)));
    }

    [Fact]
    public async Task Is_seen_only_by_those_above_the_unit_it_names()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        var (east, west) = (await house.Agency("东市"), await house.Agency("西市"));
        var answer = (await Asks(house, east.Id, Entry.Of("东市民政局", Entry.NewCode()))).Required;

        Assert.Equal(["NOT_FOUND"], Codes(await Admits(house, await house.Person("supervisor", west), answer.Id)));
        await using var nobody = house.Databases.OpenFor(Actor.Visitor());
        Assert.Empty(await nobody.Set<AgencyRequest>().ToListAsync());
    }

    [Fact]
    public async Task Is_refused_with_everything_that_is_wrong_with_it()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        var outcome = await house.Do<AskForAgency.Answer>(Actor.Visitor(), AskForAgency.Verb, act => AskForAgency.Run(
            act, new(AgencyId.From(Guid.CreateVersion7()), Entry.Of("某局"), " ", "nobody", "zh-CN", Trap: "http://spam.example"), default));

        Assert.Equal(
            ["AGENCY_PARENT_UNKNOWN", "CONTACT_EMAIL_WRONG", "CONTACT_NAME_MISSING", "CREDIT_CODE_MISSING", "TRAP_FILLED"],
            Codes(outcome).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task With_a_code_that_is_taken_or_asked_for_already_is_told_so()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        var city = await house.Agency("示例市人民政府");
        var (taken, asked) = (Entry.NewCode(), Entry.NewCode());
        await Enters(house, await house.Person("supervisor", city), Entry.Of("示例市民政局", taken), city);
        await Asks(house, city.Id, Entry.Of("示例市教育局", asked));

        Assert.Equal(["AGENCY_CODE_TAKEN"], Codes(await Asks(house, city.Id, Entry.Of("示例市民政局", taken))));
        Assert.Equal(["AGENCY_CODE_ASKED"], Codes(await Asks(house, city.Id, Entry.Of("示例市教育局", asked))));
    }

    [Fact]
    public async Task That_is_refused_says_why_to_the_asker_and_gives_the_code_free()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        var city = await house.Agency("示例市人民政府");
        var supervisor = await house.Person("supervisor", city);
        var code = Entry.NewCode();
        var answer = (await Asks(house, city.Id, Entry.Of("示例市民政局", code))).Required;
        Task<Outcome<AgencyRequestId>> Refuses(string words) => house.Do<AgencyRequestId>(supervisor, RefuseAgencyRequest.Verb, act =>
            RefuseAgencyRequest.Run(act, new(answer.Id, 1, words), default));

        Assert.Equal(["WORDS_MISSING"], Codes(await Refuses(" ")));
        Assert.Empty(Codes(await Refuses("请向县人民政府申请。")));

        await using var db = house.Databases.OpenForSystem("test");
        Assert.Single(await db.Set<Job>().Where(x => x.Kind == RefuseAgencyRequest.AnswerJob).ToListAsync());
        Assert.Empty(Codes(await Asks(house, city.Id, Entry.Of("示例市民政局", code))));
    }

    [Fact]
    public async Task Clicked_twice_is_one_request_with_one_number()
    {
        await using var house = await House.On(DatabaseKind.Sqlite);
        var city = await house.Agency("示例市人民政府");
        var operation = House.NewOperation();
        var code = Entry.NewCode();

        var first = (await Asks(house, city.Id, Entry.Of("示例市民政局", code), operation)).Required;
        var second = (await Asks(house, city.Id, Entry.Of("示例市民政局", code), operation)).Required;

        Assert.Equal(first, second);
    }

    private static Task<Outcome<AskForAgency.Answer>> Asks(
        House house, AgencyId parent, AgencyEntry entry, OperationId? operation = null) =>
        house.Do<AskForAgency.Answer>(Actor.Visitor(), AskForAgency.Verb, act => AskForAgency.Run(
            act, new(parent, entry, "王经办", "wang@example.gov.cn", "zh-CN", Trap: ""), default), operation);

    private static Task<Outcome<AgencyId>> Admits(House house, Actor who, AgencyRequestId id) =>
        house.Do<AgencyId>(who, AdmitAgency.Verb, async act =>
        {
            var version = await act.Db.Set<AgencyRequest>().Where(x => x.Id == id).Select(x => x.Version).SingleOrDefaultAsync();
            return await AdmitAgency.Run(act, new(id, version), default);
        });
}
