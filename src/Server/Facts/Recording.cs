using Guanwei.Server.Actions;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Facts;

/// <summary>How slices write facts in their actions, and how assessment reads them.</summary>
public static class Recording
{
    /// <summary>
    /// Writes the value of a day. Another value stood there: the new row supersedes it. The same one: nothing is
    /// written.
    /// </summary>
    public static Task<Fact> Record(
        this Act act, int account, DateOnly day, string metric, long value, string unit, FactSource source,
        string? evidence = null, CancellationToken cancel = default) =>
        act.Write(account, day, metric, value, gap: null, unit, source, evidence, cancel);

    /// <summary>The day's value could not be had, and why (a code): a missing day is never zero.</summary>
    public static Task<Fact> RecordGap(
        this Act act, int account, DateOnly day, string metric, string reason, string unit, FactSource source,
        CancellationToken cancel = default) =>
        act.Write(account, day, metric, value: null, reason, unit, source, evidence: null, cancel);

    /// <summary>The row that counts for each day, gaps included, in order of days.</summary>
    public static IQueryable<Fact> Latest(this PlatformDb db, int account, string metric, DateOnly from, DateOnly to)
    {
        var facts = db.Set<Fact>();
        return facts
            .Where(fact => fact.AccountKey == account && fact.Metric == metric && fact.Day >= from && fact.Day <= to)
            .Where(fact => !facts.Any(later => later.Supersedes == fact.Id))
            .OrderBy(fact => fact.Day).AsNoTracking();
    }

    private static async Task<Fact> Write(
        this Act act, int account, DateOnly day, string metric, long? value, string? gap, string unit, FactSource source,
        string? evidence, CancellationToken cancel)
    {
        // Not saved yet, so nobody has read it: the action's last word about a day is its only one.
        var unsaved = act.Db.ChangeTracker.Entries<Fact>().SingleOrDefault(entry => entry.State is EntityState.Added
            && (entry.Entity.AccountKey, entry.Entity.Day, entry.Entity.Metric) == (account, day, metric));
        unsaved?.State = EntityState.Detached;
        var standing = await act.Db.Latest(account, metric, day, day).SingleOrDefaultAsync(cancel);
        if (standing is not null && (standing.Value, standing.Gap, standing.Unit) == (value, gap, unit))
        {
            return standing;
        }
        var fact = new Fact
        {
            AccountKey = account,
            Day = day,
            Metric = metric,
            Value = value,
            Gap = gap,
            Unit = unit,
            Source = source,
            Evidence = evidence,
            RecordedAt = act.Now,
            Supersedes = standing?.Id,
        };
        act.Db.Add(fact);
        return fact;
    }
}
