using System.Collections.Immutable;

namespace Guanwei.Rules.AccountTypes;

/// <summary>An account's part in a matrix.</summary>
public enum MatrixRole
{
    /// <summary>主账号.</summary>
    Main,

    /// <summary>附属账号.</summary>
    Subsidiary,
}

/// <summary>One account of a plan.</summary>
/// <param name="Role">Its part.</param>
/// <param name="Type">Its type.</param>
/// <param name="Carries">The wishes that go there and are met there.</param>
public sealed record PlannedAccount(MatrixRole Role, AccountType Type, ImmutableArray<Wish> Carries);

/// <summary>Which accounts an agency should have, and which wish goes where (矩阵方案).</summary>
/// <param name="Accounts">One account, or a main one and a subsidiary one.</param>
/// <param name="NotCarried">
/// Wishes that are not met here, by no type or because the level withholds them: for the superior's account.
/// </param>
/// <param name="Allowed">How many accounts the agency may have, with the rule.</param>
public sealed record MatrixPlan(
    ImmutableArray<PlannedAccount> Accounts, ImmutableArray<Wish> NotCarried, Answer Allowed)
{
    /// <summary>One account of the type that carries what it meets.</summary>
    internal static MatrixPlan One(AccountType type, IReadOnlyCollection<WishAnswer> answers, Answer allowed)
    {
        var carried = Kept(answers, type, Offered(answers, type));
        return new([new(MatrixRole.Main, type, carried)], Rest(answers, carried), allowed);
    }

    /// <summary>The main and the subsidiary account; a wish that both meet goes where it leans.</summary>
    internal static MatrixPlan Two(
        Answer shape,
        IReadOnlyCollection<WishNeeds> needs,
        IReadOnlyCollection<WishAnswer> answers,
        Answer allowed)
    {
        var types = shape.Table.ToDictionary(
            row => Read<MatrixRole>(row["role"]), row => Read<AccountType>(row["type"]));
        var (main, other) = (types[MatrixRole.Main], types[MatrixRole.Subsidiary]);
        var byMain = Offered(answers, main);
        var byOther = Offered(answers, other);
        var toOther = byOther
            .Where(wish => !byMain.Contains(wish) || needs.First(n => n.Wish == wish).Leans == other)
            .ToImmutableArray();
        var carriedByMain = Kept(answers, main, byMain.Except(toOther));
        var carriedByOther = Kept(answers, other, toOther);
        return new(
            [new(MatrixRole.Main, main, carriedByMain), new(MatrixRole.Subsidiary, other, carriedByOther)],
            Rest(answers, [.. carriedByMain, .. carriedByOther]), allowed);
    }

    /// <summary>What a type offers decides where a wish goes; what the level withholds is not carried there all the same.</summary>
    private static ImmutableArray<Wish> Kept(
        IEnumerable<WishAnswer> answers, AccountType type, IEnumerable<Wish> wishes) =>
        [.. wishes.Where(wish => answers.Any(a => a.Wish == wish && a.Type == type && a.Met))];

    private static ImmutableArray<Wish> Offered(IEnumerable<WishAnswer> answers, AccountType type) =>
        [.. answers.Where(a => a.Type == type && a.TypeOffers).Select(a => a.Wish)];

    private static ImmutableArray<Wish> Rest(IEnumerable<WishAnswer> answers, ImmutableArray<Wish> carried) =>
        [.. answers.Select(a => a.Wish).Distinct().Where(wish => !carried.Contains(wish))];

    private static T Read<T>(string slug) where T : struct, Enum =>
        Slug.TryRead<T>(slug, out var value)
            ? value
            : throw new InvalidOperationException($"matrix.shape: '{slug}' must be one of {Slug.Choices<T>()}");
}
