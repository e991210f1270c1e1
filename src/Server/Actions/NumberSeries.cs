using Guanwei.Server.Agencies;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Actions;

/// <summary>Numbers that people read aloud: per agency, kind and year; taken in the transaction, gaps allowed, never reused.</summary>
public sealed class NumberSeries : IOfAgency
{
    public required AgencyId AgencyId { get; init; }

    /// <summary>The letters in front: KS, TS …</summary>
    public required string Kind { get; init; }

    public required int Year { get; init; }

    public int Last { get; set; }

    public static void Map(ModelBuilder model) => model.Entity<NumberSeries>(series =>
    {
        series.ToTable("number_series");
        series.HasKey(x => new { x.AgencyId, x.Kind, x.Year });
        series.Property(x => x.Last).IsConcurrencyToken();
    });
}
