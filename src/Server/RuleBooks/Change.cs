using Guanwei.Rules;
using Guanwei.Rules.Regions;

namespace Guanwei.Server.RuleBooks;

/// <summary>What a row would change: for whom and when the answer becomes another one.</summary>
/// <param name="From">The first day on which the answers differ so.</param>
/// <param name="To">The last one; empty where it stays so.</param>
/// <param name="Before">The answer without the row.</param>
/// <param name="After">The answer with the row.</param>
/// <param name="LetsGo">The row does not give the new answer: the version before it did, and reaches them no longer.</param>
/// <param name="Where">The questions it concerns.</param>
public sealed record Change(
    Profile Profile, DateOnly From, DateOnly? To, ProfileAnswer Before, ProfileAnswer After, bool LetsGo, IReadOnlyList<Scope> Where);

/// <summary>
/// The effect of a row that would enter the book: over all its days and those of the version it takes the place of, and for
/// whoever either of both covers. So what a new version no longer says is told too.
/// </summary>
/// <param name="Row">The row.</param>
/// <param name="Replaced">The version in the book that it takes the place of; none for a new rule.</param>
/// <param name="Changes">Every change under every profile, in the order of profiles and days.</param>
/// <param name="Counts">Whether the row gives, or is part of, any answer. One that does not is listed as set aside.</param>
public sealed record RowEffect(Rule Row, Rule? Replaced, IReadOnlyList<Change> Changes, bool Counts)
{
    private readonly record struct Told(
        bool IsChange, RuleRef BeforeRule, string BeforeValue, Severity BeforeWeight, RuleRef AfterRule, string AfterValue,
        Severity AfterWeight, bool LetsGo);

    private sealed record Stretch(Profile Profile, Scope Where, DateOnly From, DateOnly? To, Told Told, ProfileAnswer Before, ProfileAnswer After);

    /// <summary>Reckons the effect.</summary>
    /// <param name="book">The book without the row.</param>
    /// <param name="row">The row.</param>
    /// <exception cref="RuleBookException">The book cannot take the row.</exception>
    public static RowEffect Of(RuleBook book, Rule row)
    {
        var with = book.With([row]);
        var rows = with.RowsOf(row.Key);
        var replaced = rows.LastOrDefault(x => x.Id == row.Id && x.Version < row.Version);
        var days = DaysOf(rows, row.From);
        var stretches =
            (from profile in Enum.GetValues<Profile>()
             from scope in Asked(row, replaced, rows)
             from stretch in Along(days, book, with, row, scope, profile)
             select stretch).ToList();
        var changes =
            from stretch in stretches
            where stretch.Told.IsChange
            group stretch by (stretch.Profile, stretch.From, stretch.To, stretch.Told) into same
            let one = same.First()
            orderby same.Key.Profile, same.Key.From
            select new Change(
                one.Profile, one.From, one.To, one.Before, one.After, same.Key.Told.LetsGo, [.. same.Select(x => x.Where)]);
        return new(row, replaced, [.. changes], stretches.Exists(x => Speaks(row, x.After)));
    }

    private static bool Speaks(Rule row, ProfileAnswer answer) =>
        answer.Rule.Ref == row.Ref || answer.Joined.Any(joined => joined.Ref == row.Ref);

    /// <summary>From one day on which a row of the key begins or has ended to the next, nothing changes.</summary>
    private static List<DateOnly> DaysOf(IEnumerable<Rule> rows, DateOnly from) =>
        [.. rows.SelectMany(x => x.To is { } to && to < DateOnly.MaxValue ? [x.From, to.AddDays(1)] : new[] { x.From })
            .Where(day => day > from).Append(from).Distinct().Order()];

    /// <summary>The answers to one question day by day, the days that are told alike taken together.</summary>
    private static IEnumerable<Stretch> Along(
        List<DateOnly> days, RuleBook book, RuleBook with, Rule row, Scope scope, Profile profile)
    {
        Stretch? open = null;
        foreach (var day in days)
        {
            var before = book.Resolve(row.Key, scope, day, profile).Chosen;
            var after = with.Resolve(row.Key, scope, day, profile).Chosen;
            var told = new Told(
                !before.Value.Equals(after.Value) || before.Rule.Severity != after.Rule.Severity,
                before.Rule.Ref, before.Value.ToString(), before.Rule.Severity,
                after.Rule.Ref, after.Value.ToString(), after.Rule.Severity, !Speaks(row, after));
            if (open?.Told == told)
            {
                continue;
            }
            if (open is not null)
            {
                yield return open with { To = day.AddDays(-1) };
            }
            open = new Stretch(profile, scope, day, null, told, before, after);
        }
        if (open is not null)
        {
            yield return open;
        }
    }

    /// <summary>
    /// Whom the row or the version before it covers: in its region as such, and in each region inside for which the key has
    /// rows of its own.
    /// </summary>
    private static IEnumerable<Scope> Asked(Rule row, Rule? replaced, IReadOnlyCollection<Rule> rows)
    {
        RuleScope[] covered = replaced is null ? [row.Scope] : [row.Scope, replaced.Scope];
        return
            (from scope in covered
             from region in rows.Select(x => x.Scope.Region).Append(scope.Region).Distinct()
             where scope.Region is null || (region is not null && RegionCode.Contains(scope.Region, region))
             from level in Members(scope.Levels)
             from kind in Members(scope.Kinds)
             from type in Members(scope.AccountTypes)
             select new Scope(level, kind, type, region, scope.Component)).Distinct();
    }

    private static IEnumerable<T> Members<T>(IReadOnlyCollection<T> named) where T : struct, Enum =>
        named.Count == 0 ? Enum.GetValues<T>() : named;
}
