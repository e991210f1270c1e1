using Guanwei.Rules;

namespace Guanwei.Server.RuleBooks;

/// <summary>What a row would change: for whom the answer becomes another one.</summary>
/// <param name="Before">Today's answer.</param>
/// <param name="After">The answer with the row.</param>
/// <param name="Where">The questions it concerns.</param>
public sealed record Change(Profile Profile, ProfileAnswer Before, ProfileAnswer After, IReadOnlyList<Scope> Where)
{
    /// <summary>Every change on the row's first day, for whoever it covers and under every profile; none where it counts for nothing.</summary>
    /// <exception cref="RuleBookException">The book cannot take the row.</exception>
    public static IReadOnlyList<Change> Of(RuleBook book, Rule row)
    {
        var with = book.With([row]);
        return
        [
            .. from profile in Enum.GetValues<Profile>()
               from scope in Questions(row.Scope)
               let before = book.Resolve(row.Key, scope, row.From, profile).Chosen
               let after = with.Resolve(row.Key, scope, row.From, profile).Chosen
               where !before.Value.Equals(after.Value) || before.Rule.Severity != after.Rule.Severity
               group scope by (profile, BeforeRule: before.Rule.Ref, AfterRule: after.Rule.Ref, After: after.Value.ToString()) into same
               let one = same.First()
               select new Change(
                   same.Key.profile, book.Resolve(row.Key, one, row.From, same.Key.profile).Chosen,
                   with.Resolve(row.Key, one, row.From, same.Key.profile).Chosen, [.. same]),
        ];
    }

    private static IEnumerable<Scope> Questions(RuleScope scope) =>
        from level in Members(scope.Levels)
        from kind in Members(scope.Kinds)
        from type in Members(scope.AccountTypes)
        select new Scope(level, kind, type, scope.Region, scope.Component);

    private static IEnumerable<T> Members<T>(IReadOnlyCollection<T> named) where T : struct, Enum =>
        named.Count == 0 ? Enum.GetValues<T>() : named;
}
