using System.Text;
using System.Text.RegularExpressions;
using Guanwei.Server.Audit;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Tests.Running;

/// <summary>
/// Written from docs/audit.md: what an attacker with the database in hand can do, and what the examiner must say.
/// </summary>
public sealed class TheAudit
{
    private const int Sealed = 12;
    private const int SecondCheckpoint = 8;

    public delegate Task Attack(Scene scene);

    public static TheoryData<DatabaseKind> Both => TestDatabase.Both;

    public static TheoryData<DatabaseKind, string> Attacks =>
        [.. from kind in (DatabaseKind[])[DatabaseKind.Sqlite, DatabaseKind.Postgres] from name in attacks.Keys select (kind, name)];

    private static readonly Dictionary<string, (AuditFault Fault, long Number, Attack Attack)> attacks = new()
    {
        ["a field changed"] = (AuditFault.Altered, 5, scene => scene.Set(5, x => x.Verb, "test.harmless")),
        ["a refusal turned into done"] = (AuditFault.Altered, 11, scene => scene.Set(11, x => x.Outcome, "done")),
        ["an instant moved"] = (AuditFault.Altered, 6, scene => scene.Set(6, x => x.At, Scene.Start.AddDays(-3))),
        ["deleted at the start"] = (AuditFault.Missing, 1, scene => scene.Delete(1)),
        ["deleted in the middle"] = (AuditFault.Missing, 7, scene => scene.Delete(7)),
        ["deleted at the end"] = (AuditFault.CutOff, 12, scene => scene.Delete(12)),
        ["two entries swapped"] = (AuditFault.Altered, 4, scene => scene.Swap(4, 9)),
        ["an entry inserted at the end"] = (AuditFault.Forged, 13, scene => scene.Insert(13)),
        ["deleted and the rest renumbered"] = (AuditFault.Altered, 7, scene => scene.DeleteAndRenumber(7)),
        ["changed, and the chain computed anew"] = (AuditFault.Forged, 3, scene => scene.SetAndComputeAnew(3)),
        ["changed, chain anew: the checkpoint speaks"] = (AuditFault.CheckpointContradicted, SecondCheckpoint, scene => scene.SetAndComputeAnew(3)),
        ["a hash rewritten"] = (AuditFault.Altered, 10, scene => scene.Set(10, x => x.Hash, new byte[32])),
        ["a MAC rewritten"] = (AuditFault.Forged, 2, scene => scene.Set(2, x => x.Mac, new byte[32])),
        ["the last checkpoint removed"] = (AuditFault.CheckpointMissing, 2, scene => scene.RemoveCheckpoint(2)),
        ["the first checkpoint removed"] = (AuditFault.CheckpointMissing, 1, scene => scene.RemoveCheckpoint(1)),
        ["a checkpoint altered"] = (AuditFault.CheckpointForged, 1, scene => scene.AlterCheckpoint(1)),
        ["checkpoints signed with another key"] = (AuditFault.CheckpointForged, 2, scene => scene.SignWithAnotherKey(replaceRoot: false)),
        ["checkpoints and root key replaced"] = (AuditFault.RootReplaced, 0, scene => scene.SignWithAnotherKey(replaceRoot: true)),
        ["cut off behind a checkpoint, head and all"] = (AuditFault.CheckpointContradicted, SecondCheckpoint, scene => scene.CutTo(6)),
        ["cut off exactly to a checkpoint, with a made-up head"] = (AuditFault.HeadForged, 8, scene => scene.CutTo(8)),
        ["the head removed"] = (AuditFault.HeadForged, 12, scene => scene.RemoveHead()),
        ["everything removed"] = (AuditFault.CheckpointContradicted, 4, scene => scene.RemoveAll()),
        ["an unsealed entry changed"] = (AuditFault.UnsealedForged, 0, scene => scene.ChangeUnsealed()),
        ["an unsealed entry made up"] = (AuditFault.UnsealedForged, 0, scene => scene.InsertUnsealed()),
    };

    [Theory, MemberData(nameof(Attacks))]
    public async Task Names_what_was_done_to_it(DatabaseKind kind, string attack)
    {
        await using var scene = await Scene.On(kind);
        var (fault, number, act) = attacks[attack];

        await act(scene);
        var verdict = await scene.Verify();

        Assert.Contains(verdict.Findings, finding => finding.Fault == fault && finding.Number == number);
    }

    /// <summary>
    /// Chain and signatures need no secret; what only a MAC shows is out of reach without the master key.
    /// </summary>
    public static TheoryData<string> AttacksThatNeedNoKeyToSee =>
    [
        .. attacks.Where(x => x.Value.Fault is not (AuditFault.Forged or AuditFault.UnsealedForged or AuditFault.RootReplaced)
            && x.Key != "cut off exactly to a checkpoint, with a made-up head").Select(x => x.Key),
    ];

    [Theory, MemberData(nameof(AttacksThatNeedNoKeyToSee))]
    public async Task Names_it_without_the_master_key_too(string attack)
    {
        var (fault, number, act) = attacks[attack];
        await using var scene = await Scene.On(DatabaseKind.Sqlite);
        var root = await scene.TrustedRoot();

        await act(scene);
        var verdict = await scene.Verify(withKeys: false, root);

        Assert.False(verdict.MacsChecked);
        Assert.Contains(verdict.Findings, finding => finding.Fault == fault && finding.Number == number);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Untouched_is_never_blamed_however_it_grew(DatabaseKind kind)
    {
        await using var scene = await Scene.On(kind);
        var chance = new Random(20261123);
        for (var round = 0; round < 12; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, chance.Next(1, 8)).Select(_ => scene.Act(chance.Next(3) == 0)));
            if (chance.Next(2) == 0)
            {
                await scene.Sealer.SealAll(default);
            }
            if (chance.Next(4) == 0)
            {
                await scene.Checkpoint();
            }
            var verdict = await scene.Verify();
            Assert.True(verdict.Sound, string.Join("; ", verdict.Findings));
        }
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Two_sealers_at_once_make_one_chain(DatabaseKind kind)
    {
        await using var scene = await Scene.On(kind);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => scene.Act(refused: false)));

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            try
            {
                await scene.Sealer.SealAll(default);
            }
            catch (DbUpdateException)
            {
                // The other one was first: exactly what shall happen.
            }
        })));
        await scene.Sealer.SealAll(default);

        var verdict = await scene.Verify();
        Assert.True(verdict.Sound, string.Join("; ", verdict.Findings));
        Assert.Equal(0, verdict.Unsealed);
    }

    [Fact]
    public async Task Is_written_as_the_page_says()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Root(), "docs", "audit.md"));
        var vectors = Regex.Matches(page, "<!-- vector -->\n```json\n(?<bytes>[^\n]+)\n```\nprevious `(?<previous>[0-9a-f]{64})`, "
            + "hash `(?<hash>[0-9a-f]{64})`").Select(match => match.Groups).ToList();
        Assert.Equal(3, vectors.Count);
        Assert.All(vectors.Zip(Vectors.All), pair =>
        {
            var canonical = new Canonical().Entry(pair.Second, pair.Second.Number, pair.Second.Mac);
            Assert.Equal(pair.First["bytes"].Value, Encoding.UTF8.GetString(canonical));
            var hash = Sealer.Link(Convert.FromHexString(pair.First["previous"].Value), canonical);
            Assert.Equal(pair.First["hash"].Value, Convert.ToHexStringLower(hash));
        });
        Assert.Equal(vectors[0]["hash"].Value, vectors[1]["previous"].Value);
        Assert.Equal(vectors[1]["hash"].Value, vectors[2]["previous"].Value);
    }

    [Fact]
    public async Task Shows_the_unsealed_tail()
    {
        await using var scene = await Scene.On(DatabaseKind.Sqlite);

        var verdict = await scene.Verify();

        Assert.True(verdict.Sound);
        Assert.Equal((Sealed, 2, 1), (verdict.Entries, verdict.Checkpoints, verdict.Unsealed));
        Assert.Equal(scene.House.Clock.Machine, verdict.OldestUnsealed);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Guanwei.slnx")))
        {
            folder = folder.Parent!;
        }
        return folder.FullName;
    }
}
