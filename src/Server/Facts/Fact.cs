using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Facts;

public enum FactSource
{
    Own,
    Wechat,
    Import,
    Probe,
}

/// <summary>
/// One measured value of one account and day. Append-only: a correction supersedes, a missing day is a gap row with its
/// reason, never zero. Slices write them in their actions; assessment only reads.
/// </summary>
[InstallationWide("a mass table keyed by the account's small key; it is read only through accounts, which are scoped")]
[AppendOnly]
public sealed class Fact
{
    public long Id { get; init; }

    public required int AccountKey { get; init; }

    public required DateOnly Day { get; init; }

    public required string Metric { get; init; }

    /// <summary>None in a gap row.</summary>
    public long? Value { get; init; }

    public required string Unit { get; init; }

    public required FactSource Source { get; init; }

    /// <summary>Why the value is missing; set exactly in gap rows.</summary>
    public string? Gap { get; init; }

    public string? Evidence { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public long? Supersedes { get; init; }

    public static void Map(ModelBuilder model) => model.Entity<Fact>(fact =>
    {
        fact.ToTable("facts", table => table.HasCheckConstraint("ck_facts_value_or_gap", "(value IS NULL) <> (gap IS NULL)"));
        fact.HasKey(x => x.Id);
        fact.HasIndex(x => new { x.AccountKey, x.Metric, x.Day });
        fact.HasIndex(x => x.Supersedes).IsUnique();
    });
}
