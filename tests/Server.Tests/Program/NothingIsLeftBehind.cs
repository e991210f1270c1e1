using System.Reflection;
using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Applications;
using Guanwei.Server.Clients;
using Guanwei.Server.Deadlines;
using Guanwei.Server.Jobs;
using Guanwei.Server.Notifications;
using Guanwei.Server.Notifications.Doors;
using Guanwei.Server.People;
using Guanwei.Server.RuleBooks;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Agencies;
using Guanwei.Server.Tests.Given;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Tests;

/// <summary>
/// After a merge no row of any table names the unit that is no more, but for those declared here. A slice that adds a table of an
/// agency's adds a row of it to <see cref="HasOneOfEverything"/>, and then hands it over or says here why it stays.
/// </summary>
public sealed class NothingIsLeftBehind
{
    private static readonly MethodInfo rows =
        typeof(NothingIsLeftBehind).GetMethod(nameof(Rows), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>What stays, why, and which of its rows may.</summary>
    private static readonly Dictionary<string, (string Why, Func<object, AgencyId, bool> May)> stays = new()
    {
        ["Agency.Id"] = ("the unit itself, closed, with its code", (row, _) => ((Agency)row).ClosedAt is not null),
        ["AgencyName.AgencyId"] = ("the names it bore", (_, _) => true),
        ["AgencyParent.AgencyId"] = ("where it stood", (_, _) => true),
        ["AgencyParent.ParentId"] = ("who stood under it, until the day before", (row, _) => ((AgencyParent)row).To is not null),
        ["AgencyClosure.AncestorId"] = ("itself: whoever stood above looks it up", (row, old) => ((AgencyClosure)row).DescendantId == old),
        ["AgencyClosure.DescendantId"] = ("whoever stood above looks it up", (_, _) => true),
        ["AgencyCode.AgencyId"] = ("its code is nobody else's, ever", (_, _) => true),
        ["AgencySuccessor.FromId"] = ("the merge itself", (_, _) => true),
        ["HandedOver.FromId"] = ("the list of what passed over", (_, _) => true),
        ["Appointment.AgencyId"] = ("who acted there, and until when", (row, _) => ((Appointment)row).EndedAt is not null),
        ["Invitation.AgencyId"] = ("how somebody came", (row, _) => ((Invitation)row).UsedAt is not null || ((Invitation)row).WithdrawnAt is not null),
        ["AuditEntry.Agency"] = ("what was done is never rewritten", (_, _) => true),
        ["Notice.AgencyId"] = ("what people were told then", (_, _) => true),
        ["Job.AgencyId"] = ("work that is done", (row, _) => ((Job)row).EndedAt is not null),
        ["OpeningApplication.ReviewingAgency"] = ("who decided, where it is decided", (row, _) =>
            ((OpeningApplication)row).State is ApplicationState.Certified or ApplicationState.Rejected or ApplicationState.Withdrawn),
    };

    public static TheoryData<DatabaseKind> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task When_a_unit_is_merged_into_another(DatabaseKind kind)
    {
        await using var merging = await Merging.Of(kind);
        await HasOneOfEverything(merging);
        var before = await Naming(merging);
        Assert.Empty(Scoped(merging).Except(before.Keys));

        _ = (await merging.Merges()).Required;

        Assert.Empty(await Left(merging));
    }

    [Fact]
    public async Task Unless_a_slice_forgets_to_hand_it_over_and_then_it_is_found()
    {
        await using var merging = await Merging.Of();
        await HasOneOfEverything(merging);
        var forgetful = Merging.Holdings.Where(x => x.GetType().Name is not ("ClientsOfAgency" or "LooseFilesOfAgency")).ToList();

        _ = (await merging.House.Do<AgencyId>(merging.Officer, MergeAgency.Verb, act => MergeAgency.Run(
            act, new(merging.Old.Id, merging.Old.Version, merging.Heir.Id, act.Today), forgetful, default))).Required;

        Assert.Equal(
            ["ApiClient.AgencyId: 1 rows", "StoredFile.AgencyId: 1 rows"],
            (await Left(merging)).Select(x => x.Split(';')[0]).Order(StringComparer.Ordinal));
    }

    private static async Task<List<string>> Left(Merging merging)
    {
        var left = new List<string>();
        foreach (var (column, found) in await Naming(merging))
        {
            if (!stays.TryGetValue(column, out var declared))
            {
                left.Add($"{column}: {found.Count} rows; hand them over, or say why they stay");
            }
            else if (!found.TrueForAll(row => declared.May(row, merging.Old.Id)))
            {
                left.Add($"{column}: others than “{declared.Why}”");
            }
        }
        return left;
    }

    /// <summary>The column by which each scoped table belongs to its agency.</summary>
    private static IEnumerable<string> Scoped(Merging merging)
    {
        using var db = merging.House.Databases.OpenForSystem("test");
        return [.. db.Model.GetEntityTypes().Where(entity => typeof(IOfAgency).IsAssignableFrom(entity.ClrType))
            .Select(entity => entity.ClrType == typeof(Agency) ? "Agency.Id" : $"{entity.ClrType.Name}.{nameof(IOfAgency.AgencyId)}")];
    }

    /// <summary>Every column of the model that holds an agency, with the rows in which it is the old unit.</summary>
    private static async Task<Dictionary<string, List<object>>> Naming(Merging merging)
    {
        await using var db = merging.House.Databases.OpenForSystem("test");
        var found = new Dictionary<string, List<object>>();
        foreach (var entity in db.Model.GetEntityTypes())
        {
            var columns = entity.GetProperties().Where(x => x.PropertyInfo is not null && IsAgency(x.ClrType)).ToList();
            var all = columns.Count == 0 ? [] : await (Task<List<object>>)rows.MakeGenericMethod(entity.ClrType).Invoke(null, [db])!;
            foreach (var column in columns)
            {
                var naming = all.FindAll(row => column.PropertyInfo!.GetValue(row) is AgencyId id && id == merging.Old.Id);
                if (naming.Count > 0)
                {
                    found[$"{entity.ClrType.Name}.{column.Name}"] = naming;
                }
            }
        }
        return found;
    }

    private static bool IsAgency(Type type) => (Nullable.GetUnderlyingType(type) ?? type) == typeof(AgencyId);

    private static async Task<List<object>> Rows<TRow>(PlatformDb db) where TRow : class =>
        [.. await db.Set<TRow>().AsNoTracking().ToListAsync()];

    private static async Task HasOneOfEverything(Merging merging)
    {
        var (house, here, old) = (merging.House, merging.Here, merging.Old);
        await merging.HasAccount();
        await here.Uploads(await here.FillsIn("样例另一件"), "还没有用上的文件");
        // A unit below whose application waits for the old unit to decide.
        var town = await house.Agency("样例镇人民政府", old);
        var clerk = await house.Person("applicant", town, "镇员");
        _ = (await here.Submits(await here.FillsIn("样例镇政务", clerk), clerk)).Required;
        await house.Do<bool>(Actor.System("test"), "test.pause", async act =>
        {
            // As a suspended review leaves it behind.
            var deadline = await act.Db.Set<Deadline>().FirstAsync(x => x.AgencyId == old.Id && x.ObjectKind == OpeningApplication.Kind);
            act.Db.Add(new DeadlinePause
            {
                DeadlineId = deadline.Id, Number = 1, AgencyId = old.Id, ObjectId = deadline.ObjectId, From = act.Now,
                Reason = "OTHER", Words = "核实情况", DueBefore = deadline.Due,
            });
            return true;
        });
        _ = (await house.Do<InvitationId>(Actor.System("test"), InvitePerson.Verb, act => InvitePerson.Run(
            act, house.Roles, house.Clock, new("applicant", old.Id, "new@example.gov.cn", null), default))).Required;
        _ = (await house.Do<CreateClient.Answer>(merging.Officer, CreateClient.Verb, act => CreateClient.Run(act, new(
            old.Id, "大屏", ClientRights.All, Reach.Own, act.Today.AddDays(90), ClientKey.DigestOf(ClientKey.New())), default))).Required;
        _ = (await house.Do<AskForAgency.Answer>(Actor.Visitor(), AskForAgency.Verb, act => AskForAgency.Run(act, new(
            old.Id, Entry.Of("样例乡人民政府", Entry.NewCode()), "钱三", "q@example.gov.cn", "zh-CN", null), default))).Required;
        await house.Do<bool>(Actor.System("test"), "test.robot", act =>
        {
            var robot = new AgencyRobot { AgencyId = old.Id, Door = DoorKind.WeCom, SetAt = act.Now };
            robot.Seal(act.InForce.Keys, "https://robot.example.gov.cn/send", null);
            act.Db.Add(robot);
            return Task.FromResult<Outcome<bool>>(true);
        });
        await house.Do<bool>(Actor.System("test"), "test.local-rule", act =>
        {
            var national = act.InForce.Rules.Rules.First(x => x.Key == "review.working-days.max");
            var row = national with { Id = "DF-2026-000001", Authority = Authority.Local };
            var rule = new LocalRule
            {
                Id = act.NewId<LocalRuleId>(), AgencyId = old.Id, RuleId = row.Id, RuleVersion = 1, Key = row.Key, Row = RuleJson.Write(row),
                EnteredBy = null, EnteredAt = act.Now,
            };
            act.Touch(rule);
            act.Db.Add(rule);
            return Task.FromResult<Outcome<bool>>(true);
        });
    }
}
