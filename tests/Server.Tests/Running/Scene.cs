using System.Linq.Expressions;
using Guanwei.Server.Actions;
using Guanwei.Server.Audit;
using Guanwei.Server.Hosting;
using Guanwei.Server.Keys;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Tests.Running;

/// <summary>
/// A database with twelve sealed entries, checkpoints at 4 and 8, and one unsealed entry; and the hands of somebody who
/// can write to that database and knows the format, but has no key.
/// </summary>
public sealed class Scene : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 2, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("guanwei-audit-");
    private readonly MasterKey _master = MasterKey.New(Start);
    private DataFolder _folder = null!;

    private Scene(House house) => (House, Sealer) = (house, new Sealer(house.Databases, house.InForce));

    public House House { get; }

    public Sealer Sealer { get; }

    public static async Task<Scene> On(DatabaseKind kind)
    {
        var house = await House.On(kind);
        var scene = new Scene(house);
        scene._folder = DataFolder.Open(Path.Combine(scene._home.FullName, "data"));
        await Installing.Make(
            house.Databases, scene._master, house.Clock,
            new Installing.Request(InstallationKind.Real, "测试", Guanwei.Rules.Profile.Guide, Installing.UsualOfficeEnd),
            House.NewOperation(), default);
        await using (var db = scene.Open())
        {
            house.InForce.Replace(house.InForce.Current with { Keys = await StoredKeys.Ring(db, scene._master, default) });
        }
        for (var entry = 2; entry <= 12; entry++)
        {
            house.Machine.Advance(TimeSpan.FromSeconds(1));
            await scene.Act(refused: entry == 11);
            if (entry is 4 or 8)
            {
                await scene.Checkpoint();
            }
        }
        await scene.Sealer.SealAll(default);
        house.Machine.Advance(TimeSpan.FromSeconds(1));
        await scene.Act(refused: false);
        return scene;
    }

    public PlatformDb Open() => House.Databases.OpenForSystem("test");

    public Task Act(bool refused) => House.Do<int>(Actor.System("说明 \"引号\" \\ \n 结束"), "test.act", act =>
        Task.FromResult<Outcome<int>>(refused ? Refusals.NotFound() : 1));

    public Task Checkpoint() => new Checkpoints(
        House.Databases, House.InForce, _master, _folder, House.Clock, Sealer).Sign(default);

    public async Task<Sm2PublicKey> TrustedRoot()
    {
        await using var db = Open();
        return (await StoredKeys.RootOf(db, _master, default)).Public;
    }

    public async Task<Verdict> Verify(bool withKeys = true, Sm2PublicKey? root = null)
    {
        await using var db = Open();
        var file = CheckpointFile.Read(Path.Combine(_folder.Root, CheckpointFile.Name))!;
        var evidence = withKeys
            ? new Evidence(House.InForce.Current.Keys, await TrustedRoot(), file)
            : new Evidence(null, root, file);
        return await new Verification(db, evidence, House.Clock.Machine).Run(null, default);
    }

    /// <summary>
    /// By a statement, as somebody at the database would: the program itself refuses to rewrite an entry.
    /// </summary>
    public async Task Set<T>(long number, Expression<Func<AuditEntry, T>> field, T value)
    {
        await using var db = Open();
        Assert.Equal(1, await db.Set<AuditEntry>().Where(x => x.Number == number)
            .ExecuteUpdateAsync(set => set.SetProperty(field, value)));
    }

    public async Task Delete(long number)
    {
        await using var db = Open();
        Assert.Equal(1, await db.Set<AuditEntry>().Where(x => x.Number == number).ExecuteDeleteAsync());
    }

    public async Task Swap(long one, long other)
    {
        await Renumber(one, -1);
        await Renumber(other, one);
        await Renumber(-1, other);
    }

    public async Task DeleteAndRenumber(long number)
    {
        await Delete(number);
        for (var next = number + 1; next <= 12; next++)
        {
            await Renumber(next, next - 1);
        }
    }

    public async Task Insert(long number)
    {
        await using var db = Open();
        var last = await db.Set<AuditEntry>().SingleAsync(x => x.Number == number - 1);
        var entry = MadeUp();
        entry.Number = number;
        entry.Hash = Sealer.Link(last.Hash, new Canonical().Entry(entry, number, entry.Mac));
        db.Add(entry);
        await db.SaveChangesAsync();
    }

    /// <summary>What anybody can do who has read docs/audit.md: hashes need no key.</summary>
    public async Task ComputeAnew()
    {
        await using var db = Open();
        var previous = new byte[32];
        foreach (var entry in await db.Set<AuditEntry>().AsNoTracking().Where(x => x.Number != null).OrderBy(x => x.Number).ToListAsync())
        {
            previous = Sealer.Link(previous, new Canonical().Entry(entry, entry.Number, entry.Mac));
            await Set(entry.Number!.Value, x => x.Hash, previous);
        }
    }

    public async Task SetAndComputeAnew(long number)
    {
        await Set(number, x => x.Verb, "test.harmless");
        await ComputeAnew();
    }

    public async Task RemoveCheckpoint(int id)
    {
        await using var db = Open();
        Assert.Equal(1, await db.Set<AuditCheckpoint>().Where(x => x.Id == id).ExecuteDeleteAsync());
    }

    public async Task AlterCheckpoint(int id)
    {
        await using var db = Open();
        await db.Set<AuditCheckpoint>().Where(x => x.Id == id).ExecuteUpdateAsync(set => set.SetProperty(x => x.Number, 3));
    }

    public async Task SignWithAnotherKey(bool replaceRoot)
    {
        var other = RootKey.New();
        await using var db = Open();
        foreach (var checkpoint in await db.Set<AuditCheckpoint>().ToListAsync())
        {
            checkpoint.Signature = other.Sign(new Canonical().Checkpoint(checkpoint));
        }
        if (replaceRoot)
        {
            (await db.Set<Installation>().SingleAsync()).RootKey = other.Public.Export();
        }
        await db.SaveChangesAsync();
    }

    /// <summary>Everything behind the entry goes, and the head says so.</summary>
    public async Task CutTo(long number)
    {
        await using var db = Open();
        await db.Set<AuditEntry>().Where(x => x.Number > number).ExecuteDeleteAsync();
        await ForgeHead(number);
    }

    public async Task ForgeHead(long number)
    {
        await using var db = Open();
        var hash = await db.Set<AuditEntry>().Where(x => x.Number == number).Select(x => x.Hash).SingleAsync();
        await db.Set<AuditHead>().ExecuteUpdateAsync(set => set.SetProperty(x => x.Number, number).SetProperty(x => x.Hash, hash));
    }

    public async Task RemoveHead()
    {
        await using var db = Open();
        await db.Set<AuditHead>().ExecuteDeleteAsync();
    }

    public async Task RemoveAll()
    {
        await using var db = Open();
        await db.Set<AuditEntry>().ExecuteDeleteAsync();
        await db.Set<AuditHead>().ExecuteDeleteAsync();
        await db.Set<AuditCheckpoint>().ExecuteDeleteAsync();
    }

    public async Task ChangeUnsealed()
    {
        await using var db = Open();
        await db.Set<AuditEntry>().Where(x => x.Number == null).ExecuteUpdateAsync(set => set.SetProperty(x => x.Verb, "test.harmless"));
    }

    public async Task InsertUnsealed()
    {
        await using var db = Open();
        db.Add(MadeUp());
        await db.SaveChangesAsync();
    }

    private async Task Renumber(long from, long to)
    {
        await using var db = Open();
        await db.Set<AuditEntry>().Where(x => x.Number == from).ExecuteUpdateAsync(set => set.SetProperty(x => x.Number, to));
    }

    private static AuditEntry MadeUp() => new()
    {
        Id = AuditEntryId.From(Guid.CreateVersion7(Start)), At = Start, ActorKind = ActorKind.System, Via = Via.Job, Verb = "test.made-up",
        Rules = "", Operation = House.NewOperation(), Outcome = "done", Reasons = "", Before = "", After = "", MacKey = 1, Mac = new byte[32],
    };

    public async ValueTask DisposeAsync()
    {
        _folder.Dispose();
        await House.DisposeAsync();
        _home.Delete(recursive: true);
    }
}
