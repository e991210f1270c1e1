using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Workflows;

/// <summary>
/// A decision of the rules, stored with what it decided: enough to say why years later, and to make it again. Never
/// updated.
/// </summary>
public sealed class StoredDecision : IAssignable
{
    /// <summary>The operation that decided.</summary>
    public required OperationId Id { get; init; }

    public required AgencyId AgencyId { get; init; }

    public required string ObjectKind { get; init; }

    public required Guid ObjectId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Digest of the rule book.</summary>
    public required string Book { get; init; }

    public required Profile Profile { get; init; }

    /// <summary>The day in Beijing.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>For whom the rules were asked: level, kind, type and region.</summary>
    public required string AboutJson { get; init; }

    /// <summary>Digest of the facts decided about.</summary>
    public required string Inputs { get; init; }

    public required Outcome Outcome { get; init; }

    public required string ReasonsJson { get; init; }

    /// <summary>The Chinese sentences as they were shown: templates may read otherwise later.</summary>
    public required string ShownJson { get; init; }

    /// <summary>Keys on which the guide was silent.</summary>
    public required string FallenJson { get; init; }

    /// <summary>What the other profiles would have answered, where they differ.</summary>
    public required string OthersJson { get; init; }

    public Scope About => StoredReasons.Read<Scope>(AboutJson);

    public IReadOnlyList<Reason> Reasons => StoredReasons.Read<List<Reason>>(ReasonsJson);

    public IReadOnlyList<Saying> Shown => StoredReasons.Read<List<Saying>>(ShownJson);

    public IReadOnlyList<string> Fallen => StoredReasons.Read<List<string>>(FallenJson);

    public IReadOnlyList<OtherAnswer> Others => StoredReasons.Read<List<OtherAnswer>>(OthersJson);

    public static void Keep(
        Act act, string objectKind, Guid objectId, AgencyId agency, Scope about, Decision decision)
    {
        var chinese = Sentences.In("zh-CN");
        act.Under(decision.Reasons.Where(reason => reason.Rule is not null).Select(reason => reason.Rule.ToString()!));
        act.Db.Add(new StoredDecision
        {
            Id = act.Operation,
            AgencyId = agency,
            ObjectKind = objectKind,
            ObjectId = objectId,
            At = act.Now,
            Book = decision.Book,
            Profile = decision.Profile,
            Day = decision.Day,
            AboutJson = StoredReasons.Write(about),
            Inputs = decision.Inputs,
            Outcome = decision.Outcome,
            ReasonsJson = StoredReasons.Write(decision.Reasons),
            ShownJson = StoredReasons.Write(decision.Reasons.Select(chinese.Say)),
            FallenJson = StoredReasons.Write(decision.Fallen),
            OthersJson = StoredReasons.Write(decision.Others),
        });
    }

    public static void Map(ModelBuilder model) => model.Entity<StoredDecision>(decision =>
    {
        decision.ToTable("stored_decisions");
        decision.HasKey(x => x.Id);
        decision.HasIndex(x => new { x.ObjectId, x.At });
        decision.Ignore(x => x.About);
        decision.Ignore(x => x.Reasons);
        decision.Ignore(x => x.Shown);
        decision.Ignore(x => x.Fallen);
        decision.Ignore(x => x.Others);
    });
}
