using System.Collections.Immutable;

namespace Guanwei.Rules;

/// <summary>How one rule is chosen among those of a key that apply.</summary>
internal static class Resolution
{
    /// <summary>Rows in force on a day. A later version replaces the earlier ones for good, ended or not.</summary>
    public static IEnumerable<Rule> InForce(IEnumerable<Rule> rows, DateOnly day) =>
        rows.Where(r => r.From <= day)
            .GroupBy(r => r.Id)
            .Select(versions => versions.MaxBy(r => r.Version)!)
            .Where(r => r.To is null || day <= r.To);

    public static ProfileAnswer Choose(IReadOnlyList<Rule> rules, Profile profile)
    {
        if (rules[0].Duty)
        {
            return Strictest(rules, profile, Basis.Duty);
        }

        return profile switch
        {
            Profile.Guide => Guide(rules),
            Profile.Strict => Strictest(Prescribed(rules), profile, Basis.Own),
            _ => Current(rules, Profile.Current, Basis.Own),
        };
    }

    private static ProfileAnswer Guide(IReadOnlyList<Rule> rules) =>
        rules.Where(r => r.Authority == Authority.Guide).Order(BySpecificity).FirstOrDefault() is { } rule
            ? new(Profile.Guide, rule, rule.Value, Basis.Own, [], [])
            : Current(rules, Profile.Guide, Basis.FellToCurrent);

    private static ProfileAnswer Current(IReadOnlyList<Rule> rules, Profile profile, Basis basis)
    {
        var local = rules.Where(r => r.Authority == Authority.Local).Order(ByStrictness).ToList();
        var higher = rules.Where(r => r.Authority < Authority.Local).Order(ByRank).FirstOrDefault();
        var ours = rules.Where(r => r.Authority == Authority.Product).Order(BySpecificity).ToList();
        if ((higher ?? local.FirstOrDefault() ?? ours.FirstOrDefault()) is not { } rule)
        {
            var guide = rules.Order(BySpecificity).First();
            return new(profile, guide, guide.Value, Basis.OnlyTheGuide, [], []);
        }

        if (rule.Direction == Direction.Union)
        {
            return Join(local.FirstOrDefault(r => SaysItGraver(r, rule)) ?? rule, [rule, .. local, .. ours], profile, basis);
        }

        var tightest = local.FirstOrDefault(r => Tightens(r, rule)) ?? rule;
        return new(profile, tightest, tightest.Value, basis, [], [.. local.Where(r => r != tightest)]);
    }

    /// <summary>Our own defaults count where nobody prescribes anything; words of sets are joined whoever names them.</summary>
    private static IReadOnlyList<Rule> Prescribed(IReadOnlyList<Rule> rules) =>
        rules[0].Direction != Direction.Union && rules.Any(r => r.Authority != Authority.Product)
            ? [.. rules.Where(r => r.Authority != Authority.Product)]
            : rules;

    private static ProfileAnswer Strictest(IReadOnlyList<Rule> rules, Profile profile, Basis basis)
    {
        var rule = rules.Order(ByStrictness).First();
        return rule.Direction switch
        {
            null => Gravest(Current(rules, profile, basis), rules),
            Direction.Union => Join(rule, rules, profile, basis),
            _ => new(profile, rule, rule.Value, basis, [], []),
        };
    }

    /// <summary>Where values have no order, the stricter row is the one that says the same with more weight.</summary>
    private static ProfileAnswer Gravest(ProfileAnswer answer, IReadOnlyList<Rule> rules) =>
        answer with
        {
            Rule = rules.Where(r => r.Severity > answer.Rule.Severity && r.Value.Equals(answer.Value))
                .Order(ByStrictness).FirstOrDefault() ?? answer.Rule,
        };

    private static ProfileAnswer Join(Rule rule, IReadOnlyList<Rule> others, Profile profile, Basis basis)
    {
        var words = ((SetValue)rule.Value).Items;
        var joined = ImmutableArray.CreateBuilder<Rule>();
        var setAside = ImmutableArray.CreateBuilder<Rule>();
        foreach (var other in others.Where(r => r != rule))
        {
            var wider = words.Union(((SetValue)other.Value).Items);
            (wider.Count > words.Count ? joined : setAside).Add(other);
            words = wider;
        }

        return new(profile, rule, new SetValue(words), basis, joined.ToImmutable(), LocalOf(setAside));
    }

    private static ImmutableArray<Rule> LocalOf(IEnumerable<Rule> rules) =>
        [.. rules.Where(r => r.Authority == Authority.Local)];

    /// <summary>
    /// Stricter by direction and no milder, or the same and graver. A stricter value that would only warn where the
    /// higher rule blocks would let pass what that one stops.
    /// </summary>
    private static bool Tightens(Rule local, Rule higher) =>
        local.Severity >= higher.Severity
        && (local.Value.Equals(higher.Value)
            ? local.Severity > higher.Severity
            : higher.Direction is { } direction && local.Value.CompareStrictness(higher.Value, direction) < 0);

    /// <summary>The local set holds every word of the higher one and breaking it means more.</summary>
    private static bool SaysItGraver(Rule local, Rule higher) =>
        local.Severity > higher.Severity
        && ((SetValue)local.Value).Items.IsSupersetOf(((SetValue)higher.Value).Items);

    /// <summary>Most specific scope, then the latest first day. The id only settles what the checks exclude.</summary>
    private static readonly Comparer<Rule> BySpecificity = Comparer<Rule>.Create(static (a, b) =>
        First(b.Scope.Specificity.CompareTo(a.Scope.Specificity), b.From.CompareTo(a.From),
            string.CompareOrdinal(a.Id, b.Id)));

    private static readonly Comparer<Rule> ByRank = Comparer<Rule>.Create(static (a, b) =>
        First(a.Authority.CompareTo(b.Authority), BySpecificity.Compare(a, b)));

    /// <summary>
    /// Strictest value, then gravest severity; among equals the most specific, the latest, and then the highest
    /// authority.
    /// </summary>
    private static readonly Comparer<Rule> ByStrictness = Comparer<Rule>.Create(static (a, b) =>
        First(a.Direction is { } direction ? a.Value.CompareStrictness(b.Value, direction) : 0,
            b.Severity.CompareTo(a.Severity), b.Scope.Specificity.CompareTo(a.Scope.Specificity), b.From.CompareTo(a.From),
            a.Authority.CompareTo(b.Authority), string.CompareOrdinal(a.Id, b.Id)));

    private static int First(params ReadOnlySpan<int> orders)
    {
        foreach (var order in orders)
        {
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }
}
