namespace Guanwei.Rules;

/// <summary>What must hold before a book may answer: every fault, not only the first.</summary>
internal static class RuleBookCheck
{
    public static IReadOnlyList<RuleFault> Faults(IReadOnlyCollection<Rule> rules, DateOnly from)
    {
        var faults = Versions(rules).Concat(rules.SelectMany(Row)).ToList();
        foreach (var key in rules.GroupBy(r => r.Key))
        {
            var different = Agreement(key.Key, [.. key]).ToList();
            faults.AddRange(different);
            if (different.Count == 0)
            {
                faults.AddRange(Answers(key.Key, [.. key], from).Distinct());
            }
        }

        return faults;
    }

    private static IEnumerable<RuleFault> Versions(IEnumerable<Rule> rules)
    {
        foreach (var id in rules.GroupBy(r => r.Id))
        {
            foreach (var (earlier, later) in id.OrderBy(r => r.Version).Zip(id.OrderBy(r => r.Version).Skip(1)))
            {
                if (earlier.Version == later.Version)
                {
                    yield return Of(later, "version-twice");
                }
                else if (later.From < earlier.From)
                {
                    yield return Of(later, "begins-earlier", ("version", earlier.Version));
                }

                if (earlier.Key != later.Key || earlier.Authority != later.Authority)
                {
                    yield return Of(later, "id-reused");
                }
            }
        }
    }

    private static IEnumerable<RuleFault> Row(Rule rule)
    {
        var ordered = rule.Value is WholeValue or DecimalValue or DurationValue;
        if (ordered && rule.Direction is null or Direction.Union)
        {
            yield return Of(rule, "direction-missing", ("type", rule.Value.Type));
        }
        else if (!ordered && rule.Direction is { } direction
            && (rule.Value is not SetValue || direction != Direction.Union))
        {
            yield return Of(
                rule, "direction-wrong", ("type", rule.Value.Type), ("direction", Slug.Of(direction)));
        }

        if (rule.Duty && rule.Direction is null)
        {
            yield return Of(rule, "duty-without-direction");
        }

        if ((rule.Authority == Authority.Product) != (rule.Source.Evidence == Evidence.Own))
        {
            yield return Of(rule, "not-ours");
        }

        if (rule.Version < 1)
        {
            yield return Of(rule, "version-below-one");
        }

        if (rule.To < rule.From)
        {
            yield return Of(rule, "ends-before-it-begins");
        }

        if (!Sentences.Knows(rule.Sentence))
        {
            yield return Of(rule, "no-sentence", ("code", rule.Sentence));
        }
    }

    private static IEnumerable<RuleFault> Agreement(string key, IReadOnlyList<Rule> rules)
    {
        foreach (var rule in rules.Skip(1))
        {
            if (rule.Value.Type != rules[0].Value.Type || rule.Unit != rules[0].Unit
                || rule.Direction != rules[0].Direction || rule.Duty != rules[0].Duty)
            {
                yield return Of(rule, "differs", ("key", key), ("other", rules[0].Ref));
            }
        }
    }

    /// <summary>
    /// Exactly one answer: between two days on which a rule begins or ends nothing changes, so those days are
    /// enough, together with every value of the closed dimensions that the key's rules mention. Regions and
    /// components are open: without them a rule for everywhere must remain.
    /// </summary>
    private static IEnumerable<RuleFault> Answers(string key, IReadOnlyList<Rule> rules, DateOnly from)
    {
        var questions = Questions(rules).ToList();
        foreach (var day in RulesOfKey.ChangeDays(rules, from))
        {
            var inForce = Resolution.InForce(rules, day).ToList();
            foreach (var question in questions.Where(q => !inForce.Exists(r => r.Scope.Covers(q))))
            {
                yield return Unanswered(key, day, Words(question));
            }

            foreach (var (one, two) in Ties(inForce))
            {
                yield return Of(one, "tie", ("other", two.Ref), ("key", key));
            }
        }
    }

    private static IEnumerable<Scope> Questions(IReadOnlyList<Rule> rules) =>
        from level in Values<AgencyLevel>(rules.Any(r => !r.Scope.Levels.IsEmpty))
        from kind in Values<AgencyKind>(rules.Any(r => !r.Scope.Kinds.IsEmpty))
        from type in Values<AccountType>(rules.Any(r => !r.Scope.AccountTypes.IsEmpty))
        select new Scope(level, kind, type);

    private static IEnumerable<T?> Values<T>(bool mentioned) where T : struct, Enum =>
        mentioned ? Enum.GetValues<T>().Select(v => (T?)v) : [null];

    /// <summary>Local rows with a direction are settled by strictness, so several may begin on one day.</summary>
    private static IEnumerable<(Rule One, Rule Two)> Ties(List<Rule> rules) =>
        from one in rules
        from two in rules
        where string.CompareOrdinal(one.Id, two.Id) < 0
            && one.Authority == two.Authority
            && (one.Authority != Authority.Local || one.Direction is null)
            && one.From == two.From
            && one.Scope.Specificity == two.Scope.Specificity
            && one.Scope.Overlaps(two.Scope)
        select (one, two);

    private static string Words(Scope scope) =>
        string.Join(", ", new Enum?[] { scope.Level, scope.Kind, scope.AccountType }.OfType<Enum>().Select(Slug.Of));

    private static RuleFault Unanswered(string key, DateOnly day, string question) => question.Length == 0
        ? new(key, "no-answer-anywhere", ("day", IsoDay.Text(day)))
        : new(key, "no-answer", ("day", IsoDay.Text(day)), ("question", question));

    private static RuleFault Of(Rule rule, string code, params ReadOnlySpan<(string Gap, object Value)> details) =>
        new($"{rule.Ref}", code, details);
}
