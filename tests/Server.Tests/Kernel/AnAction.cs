using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Audit;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Tests.Kernel;

public sealed class AnAction
{
    public static TheoryData<DatabaseKind> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Clicked_twice_is_done_once_and_gives_the_first_answer(DatabaseKind kind)
    {
        await using var house = await House.On(kind);
        var system = Actor.System("test");
        var operation = House.NewOperation();
        var runs = 0;

        Task<Outcome<string>> Click() => house.Do<string>(system, "test.count", async act =>
        {
            var number = Interlocked.Increment(ref runs);
            act.Enqueue("test", new { number });
            await Task.Yield();
            return $"answer {number}";
        }, operation);

        var answers = await Task.WhenAll(Click(), Click(), Click());

        Assert.Single(answers.Select(answer => answer.Required).Distinct());
        await using var db = house.Databases.OpenForSystem("test");
        Assert.Equal(1, await db.Set<Jobs.Job>().CountAsync());
        Assert.Equal(1, await db.Set<AuditEntry>().CountAsync());
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Refused_leaves_nothing_but_its_line_in_the_audit(DatabaseKind kind)
    {
        await using var house = await House.On(kind);

        var outcome = await house.Do<int>(Actor.System("test"), "test.refuse", act =>
        {
            act.Enqueue("test", new { });
            return Task.FromResult<Outcome<int>>(Refusals.NotFound());
        });

        Assert.Equal("NOT_FOUND", Assert.Single(Assert.IsType<Outcome<int>.Refused>(outcome).Reasons).Code);
        await using var db = house.Databases.OpenForSystem("test");
        Assert.Equal(0, await db.Set<Jobs.Job>().CountAsync());
        var entry = await db.Set<AuditEntry>().SingleAsync();
        Assert.Equal(("refused", "NOT_FOUND"), (entry.Outcome, entry.Reasons));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task On_a_stale_version_is_told_who_was_first_and_when(DatabaseKind kind)
    {
        await using var house = await House.On(kind);
        var agency = await house.Agency("某县民政局");
        var first = await house.Person("supervisor", agency, "李第一");
        var second = await house.Person("supervisor", agency, "王第二");

        Task<Outcome<string>> Rename(Actor who, string name) => house.Do<string>(who, "agency.enter", async act =>
        {
            var row = await act.Db.Set<Agency>().SingleAsync(x => x.Id == agency.Id);
            if (await act.Change(row, agency.Version) is { } stale)
            {
                return stale;
            }
            row.Name = name;
            return name;
        });

        Assert.IsType<Outcome<string>.Done>(await Rename(first, "甲"));
        var refused = Assert.IsType<Outcome<string>.Refused>(await Rename(second, "乙"));

        var reason = Assert.Single(refused.Reasons);
        Assert.Equal("STALE", reason.Code);
        Assert.Contains(reason.Arguments, argument => argument.Value == "李第一");
        Assert.Contains(reason.Arguments, argument => argument.Value == "2026-11-23 10:00");
    }

    [Theory, MemberData(nameof(Both))]
    public async Task By_two_people_at_once_is_done_by_one_and_told_to_the_other(DatabaseKind kind)
    {
        await using var house = await House.On(kind);
        var agency = await house.Agency("某县民政局");
        var people = new[] { await house.Person("supervisor", agency, "甲"), await house.Person("supervisor", agency, "乙") };
        using var together = new Barrier(people.Length);

        var outcomes = await Task.WhenAll(people.Select(who => Task.Run(() =>
        {
            together.SignalAndWait();
            return house.Do<string>(who, "agency.enter", async act =>
            {
                var row = await act.Db.Set<Agency>().SingleAsync(x => x.Id == agency.Id);
                if (await act.Change(row, agency.Version) is { } stale)
                {
                    return stale;
                }
                row.Name = who.Name;
                return who.Name;
            });
        })));

        Assert.Single(outcomes.OfType<Outcome<string>.Done>());
        Assert.Equal("STALE", Assert.Single(Assert.Single(outcomes.OfType<Outcome<string>.Refused>()).Reasons).Code);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Without_the_right_is_refused_and_noted(DatabaseKind kind)
    {
        await using var house = await House.On(kind);
        var agency = await house.Agency("某县民政局");
        var editor = await house.Person("editor", agency);

        var outcome = await house.Do<int>(editor, "review.approve", _ => throw new InvalidOperationException("must not run"));

        Assert.Equal("NO_RIGHT", Assert.Single(Assert.IsType<Outcome<int>.Refused>(outcome).Reasons).Code);
    }

    [Fact]
    public async Task Waits_for_the_gate_only_so_long_and_then_says_so()
    {
        Assert.Equal(TimeSpan.FromSeconds(10), WriterGate.UsualPatience);
        using var gate = new WriterGate(gated: true, TimeSpan.FromMilliseconds(50));
        using var held = await gate.Enter(TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<StorageBusyException>(async () => await gate.Enter(TestContext.Current.CancellationToken));
    }
}
