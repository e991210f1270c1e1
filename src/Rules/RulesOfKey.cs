using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Guanwei.Rules.Regions;

namespace Guanwei.Rules;

/// <summary>
/// All rows of one key, laid out by the days on which something changes. An answer is worked out once for each
/// question that the rows can tell apart, and remembered: there are only so many of those, however many are asked.
/// </summary>
internal sealed class RulesOfKey
{
    private readonly string key;
    private readonly ImmutableArray<Stretch> stretches;

    public RulesOfKey(string key, ImmutableArray<Rule> rows, DateOnly from)
    {
        this.key = key;
        Rows = rows;
        stretches = [.. ChangeDays(rows, from).Select(day => new Stretch(day, [.. Resolution.InForce(rows, day)]))];
    }

    /// <summary>Every row, old versions included, by id and version.</summary>
    public ImmutableArray<Rule> Rows { get; }

    /// <summary>
    /// The days from the first one on, in their order, on which a row begins or has ended: between two of them
    /// nothing changes.
    /// </summary>
    public static IEnumerable<DateOnly> ChangeDays(IEnumerable<Rule> rows, DateOnly from) =>
        rows.SelectMany(r => r.To is { } to && to < DateOnly.MaxValue ? [r.From, to.AddDays(1)] : new[] { r.From })
            .Where(day => day > from)
            .Append(from)
            .Distinct()
            .Order();

    /// <summary>The answer, or nothing where no row in force covers the question.</summary>
    public Answer? Find(Scope question, DateOnly day, Profile profile)
    {
        var last = stretches.Length - 1;
        while (last > 0 && stretches[last].From > day)
        {
            last--;
        }

        return stretches[last].Find(key, question)?[(int)profile];
    }

    /// <summary>The rows in force on a day that cover a question, by id.</summary>
    public ImmutableArray<Rule> Covering(Scope question, DateOnly day) =>
        [.. stretches.Last(s => s.From <= day).Rows.Where(r => r.Scope.Covers(question))];

    private sealed class Stretch
    {
        private readonly ConcurrentDictionary<Scope, Answer[]?> known = new();
        private readonly FrozenSet<string> regions;
        private readonly FrozenSet<string> components;
        private readonly bool byLevel;
        private readonly bool byKind;
        private readonly bool byType;

        public Stretch(DateOnly from, ImmutableArray<Rule> rows)
        {
            (From, Rows) = (from, rows);
            (byLevel, byKind, byType) = (
                rows.Any(r => !r.Scope.Levels.IsEmpty), rows.Any(r => !r.Scope.Kinds.IsEmpty),
                rows.Any(r => !r.Scope.AccountTypes.IsEmpty));
            regions = rows.Select(r => r.Scope.Region).OfType<string>().ToFrozenSet();
            components = rows.Select(r => r.Scope.Component).OfType<string>().ToFrozenSet();
        }

        public DateOnly From { get; }

        public ImmutableArray<Rule> Rows { get; }

        public Answer[]? Find(string key, Scope question)
        {
            var told = ToldApart(question);
            return known.TryGetValue(told, out var answers) ? answers : known.GetOrAdd(told, WorkOut(key, told));
        }

        /// <summary>The answer of each profile, in the profiles' order.</summary>
        private Answer[]? WorkOut(string key, Scope question)
        {
            var covering = Rows.Where(r => r.Scope.Covers(question)).ToList();
            if (covering.Count == 0)
            {
                return null;
            }

            var each = Enum.GetValues<Profile>().Select(p => Resolution.Choose(covering, p)).ToList();
            return [.. each.Select(a => new Answer(key, a, [.. each.Where(other => other.Profile != a.Profile)]))];
        }

        /// <summary>The question without what no row is limited in, and with the nearest region that one is.</summary>
        private Scope ToldApart(Scope question) => new(
            byLevel ? question.Level : null,
            byKind ? question.Kind : null,
            byType ? question.AccountType : null,
            regions.Count == 0 || question.Region is not { } region
                ? null
                : RegionCode.Around(region).FirstOrDefault(regions.Contains),
            question.Component is { } component && components.Contains(component) ? component : null);
    }
}
