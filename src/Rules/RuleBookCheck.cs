namespace Guanwei.Rules;

/// <summary>What must hold before a book may answer: every fault, not only the first.</summary>
internal static class RuleBookCheck
{
    public static IReadOnlyList<string> Faults(IReadOnlyCollection<Rule> rules, DateOnly from)
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

    private static IEnumerable<string> Versions(IEnumerable<Rule> rules)
    {
        foreach (var id in rules.GroupBy(r => r.Id))
        {
            foreach (var (earlier, later) in id.OrderBy(r => r.Version).Zip(id.OrderBy(r => r.Version).Skip(1)))
            {
                if (earlier.Version == later.Version)
                {
                    yield return $"{later.Ref}: the version stands twice";
                }
                else if (later.From < earlier.From)
                {
                    yield return $"{later.Ref}: begins before version {earlier.Version}";
                }

                if (earlier.Key != later.Key || earlier.Authority != later.Authority)
                {
                    yield return $"{later.Ref}: the id already names another key or authority; ids are never reused";
                }
            }
        }
    }

    private static IEnumerable<string> Row(Rule rule)
    {
        var ordered = rule.Value is WholeValue or DecimalValue or DurationValue;
        if (ordered && rule.Direction is null or Direction.Union)
        {
            yield return $"{rule.Ref}: a value of type {rule.Value.Type} needs the direction lower or higher";
        }
        else if (!ordered && rule.Direction is { } direction
            && (rule.Value is not SetValue || direction != Direction.Union))
        {
            yield return
                $"{rule.Ref}: a value of type {rule.Value.Type} cannot have the direction {Slug.Of(direction)}";
        }

        if (rule.Duty && rule.Direction is null)
        {
            yield return $"{rule.Ref}: a duty takes the strictest value and so needs a direction";
        }

        if ((rule.Authority == Authority.Product) != (rule.Source.Evidence == Evidence.Own))
        {
            yield return $"{rule.Ref}: a default of the product has the evidence O, and nothing else has";
        }

        if (rule.Version < 1)
        {
            yield return $"{rule.Ref}: versions count from 1";
        }

        if (rule.To < rule.From)
        {
            yield return $"{rule.Ref}: ends before it begins";
        }

        if (!Sentences.Knows(rule.Sentence))
        {
            yield return $"{rule.Ref}: no sentence has the code {rule.Sentence}";
        }
    }

    private static IEnumerable<string> Agreement(string key, IReadOnlyList<Rule> rules)
    {
        foreach (var rule in rules.Skip(1))
        {
            if (rule.Value.Type != rules[0].Value.Type || rule.Unit != rules[0].Unit
                || rule.Direction != rules[0].Direction || rule.Duty != rules[0].Duty)
            {
                yield return $"{rule.Ref}: type, unit, direction and duty of {key} differ from {rules[0].Ref}";
            }
        }
    }

    /// <summary>
    /// Exactly one answer: between two days on which a rule begins or ends nothing changes, so those days are
    /// enough, together with every value of the closed dimensions that the key's rules mention. Regions and
    /// components are open: without them a rule for everywhere must remain.
    /// </summary>
    private static IEnumerable<string> Answers(string key, IReadOnlyList<Rule> rules, DateOnly from)
    {
        var questions = Questions(rules).ToList();
        foreach (var day in RulesOfKey.ChangeDays(rules, from))
        {
            var inForce = Resolution.InForce(rules, day).ToList();
            foreach (var question in questions.Where(q => !inForce.Exists(r => r.Scope.Covers(q))))
            {
                yield return $"{key}: no answer on {IsoDay.Text(day)} for {Words(question)}";
            }

            foreach (var (one, two) in Ties(inForce))
            {
                yield return $"{one.Ref} and {two.Ref}: both answer {key} with equal right";
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

    private static string Words(Scope scope)
    {
        var parts = new Enum?[] { scope.Level, scope.Kind, scope.AccountType }.OfType<Enum>().Select(Slug.Of).ToList();
        return parts.Count == 0 ? "everywhere" : string.Join(", ", parts);
    }
}
