using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Agencies;

public enum SuccessionKind
{
    /// <summary>合并: the whole unit goes into another one and is no more.</summary>
    Merge,

    /// <summary>分设: a part of the unit becomes a new one; the unit remains.</summary>
    Split,
}

/// <summary>Which unit took over from which, on what day; planned until it has come true.</summary>
[InstallationWide("read from both sides, like the published decision it stands for; it names two units and a day")]
public sealed class AgencySuccessor
{
    /// <summary>Happenings; their payload is a <see cref="News"/>.</summary>
    public const string Planned = "agency.succession-planned";
    public const string Settled = "agency.succession-settled";
    public const string Refused = "agency.succession-refused";
    public const string CalledOff = "agency.succession-called-off";

    /// <summary>What is told of it.</summary>
    public sealed record News(AgencyId From, AgencyId To, SuccessionKind Kind, DateOnly Day);

    public required AgencyId FromId { get; init; }

    public required AgencyId ToId { get; init; }

    public required SuccessionKind Kind { get; init; }

    public required DateOnly Day { get; init; }

    /// <summary>
    /// The names as they were when it was planned, and then when it came true: either side may be out of the reader's
    /// sight.
    /// </summary>
    public required string FromName { get; set; }

    public required string ToName { get; set; }

    public required DateTimeOffset PlannedAt { get; init; }

    public DateTimeOffset? SettledAt { get; set; }

    /// <summary>Its day came and something stood against it: it waits for a person to try it again or call it off.</summary>
    public DateTimeOffset? RefusedAt { get; set; }

    public string? ReasonsJson { get; set; }

    public IReadOnlyList<Reason> Reasons => ReasonsJson is null ? [] : StoredReasons.Read<List<Reason>>(ReasonsJson);

    internal static AgencySuccessor Of(Act act, Agency from, Agency to, SuccessionKind kind, DateOnly day)
    {
        var plan = new AgencySuccessor
        {
            FromId = from.Id, ToId = to.Id, Kind = kind, Day = day,
            FromName = from.Name, ToName = to.Name, PlannedAt = act.Now,
        };
        act.Db.Add(plan);
        return plan;
    }

    internal News AsNews => new(FromId, ToId, Kind, Day);

    internal void Happens(Act act, string what) => act.Happen(what, FromId, AsNews);

    /// <summary>What is planned for the unit and has not come true, on either side.</summary>
    internal static Task<List<AgencySuccessor>> WaitingOf(PlatformDb db, AgencyId agency, CancellationToken cancel) =>
        db.Set<AgencySuccessor>().Where(x => x.SettledAt == null && (x.FromId == agency || x.ToId == agency))
            .OrderBy(x => x.Day).ToListAsync(cancel);

    /// <summary>The unit that stands in its place today; itself, unless it was merged into another.</summary>
    public static async Task<AgencyId> HeirOf(PlatformDb db, AgencyId agency, CancellationToken cancel)
    {
        var merges = db.Set<AgencySuccessor>().Where(x => x.Kind == SuccessionKind.Merge && x.SettledAt != null);
        while (await merges.Where(x => x.FromId == agency).Select(x => (AgencyId?)x.ToId).FirstOrDefaultAsync(cancel) is { } heir)
        {
            agency = heir;
        }
        return agency;
    }

    public static void Map(ModelBuilder model) => model.Entity<AgencySuccessor>(successor =>
    {
        successor.ToTable("agency_successors");
        successor.HasKey(x => new { x.FromId, x.ToId, x.Kind, x.Day });
        successor.HasIndex(x => x.ToId);
        successor.Ignore(x => x.Reasons);
        successor.Ignore(x => x.AsNews);
        successor.HasOne<Agency>().WithMany().HasForeignKey(x => x.FromId);
        successor.HasOne<Agency>().WithMany().HasForeignKey(x => x.ToId);
    });
}
