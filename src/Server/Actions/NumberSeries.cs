using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Actions;

/// <summary>
/// Numbers that people read aloud: per kind and year, taken in the transaction, gaps allowed, never reused. One series
/// for the whole installation: a supervisor's queue would otherwise show thirty times number 1 (docs/decisions/0006).
/// </summary>
[InstallationWide("a number says nothing of whose it is; only actions take the next one")]
public sealed class NumberSeries
{
    /// <summary>The letters in front: KS, TS …</summary>
    public required string Kind { get; init; }

    public required int Year { get; init; }

    public int Last { get; set; }

    public static void Map(ModelBuilder model) => model.Entity<NumberSeries>(series =>
    {
        series.ToTable("number_series");
        series.HasKey(x => new { x.Kind, x.Year });
        series.Property(x => x.Last).IsConcurrencyToken();
    });
}
