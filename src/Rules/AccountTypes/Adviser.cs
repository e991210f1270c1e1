using System.Collections.Immutable;

namespace Guanwei.Rules.AccountTypes;

/// <summary>What the adviser says.</summary>
/// <param name="Decision">The advice with its reasons, as it is stored.</param>
/// <param name="Recommended">The type for the one account, or for the main one; empty where nothing was chosen.</param>
/// <param name="Wishes">Each wish with each type: met, or what is wanting and by which rule.</param>
/// <param name="Plan">Which accounts, and which wish goes where; empty where nothing was chosen.</param>
public sealed record Advice(
    Decision Decision, AccountType? Recommended, ImmutableArray<WishAnswer> Wishes, MatrixPlan? Plan);

/// <summary>Which type of account suits what an agency wants to do (账号类型顾问).</summary>
public static class Adviser
{
    private static readonly Place Place = new("purpose", "account-type");

    /// <summary>Advises a type and plans a matrix.</summary>
    /// <param name="wishes">What the agency wants to do; repeated wishes count once.</param>
    /// <param name="scope">Level and kind of the agency, both given, and its region; a type is disregarded.</param>
    /// <param name="book">The rules.</param>
    /// <param name="day">The day in Beijing.</param>
    /// <param name="profile">The installation's profile.</param>
    /// <exception cref="ArgumentException">The scope names no level.</exception>
    public static Advice Advise(
        IEnumerable<Wish> wishes, Scope scope, RuleBook book, DateOnly day, Profile profile)
    {
        var wished = wishes.Distinct().Order().ToImmutableArray();
        var about = scope with { AccountType = null };
        var inquiry = new Inquiry(book, about, day, profile);
        var table = inquiry.Ask("adviser.wishes");
        if (wished.IsEmpty)
        {
            inquiry.Raise(table, Place, ReasonCode.NoWish);
            return new(inquiry.Decide(new { wished, about }), null, [], null);
        }

        var needs = wished.Select(wish => WishNeeds.Of(table, wish)).ToList();
        var answers = (
            from need in needs
            from type in Enum.GetValues<AccountType>()
            select need.Ask(inquiry, type)).ToImmutableArray();
        var recommended = Best(needs, answers);
        Say(inquiry, table, recommended, answers);
        var plan = Plan(inquiry, needs, answers, recommended);
        return new(inquiry.Decide(new { wished, about }), recommended, answers, plan);
    }

    /// <summary>The type that meets most wishes; among equals the one they lean to, then the main account's.</summary>
    private static AccountType Best(IReadOnlyCollection<WishNeeds> needs, ImmutableArray<WishAnswer> answers) =>
        Enum.GetValues<AccountType>()
            .OrderByDescending(type => answers.Count(a => a.Type == type && a.Met))
            .ThenByDescending(type => needs.Count(n => n.Leans == type))
            .ThenBy(type => type)
            .First();

    private static void Say(
        Inquiry inquiry, Answer table, AccountType recommended, ImmutableArray<WishAnswer> answers)
    {
        var type = Argument.Term("type", "account-type", Slug.Of(recommended));
        var own = answers.Where(a => a.Type == recommended).ToList();
        inquiry.Raise(table, Place, ReasonCode.AdviceType,
            type, Argument.Number("count", own.Count), Argument.Number("met", own.Count(a => a.Met)));
        foreach (var answer in own)
        {
            var wish = Argument.Term("wish", "wish", Slug.Of(answer.Wish));
            if (answer.Met)
            {
                inquiry.Raise(table, Place, ReasonCode.WishMet, wish, type);
            }
            else if (answers.Any(a => a.Wish == answer.Wish && a.Met))
            {
                inquiry.RaiseBy(answer.Rules[0], Severity.Warn, Place, ReasonCode.WishNotMet,
                    wish, type, Argument.Term("lack", "capability", answer.Lacks));
            }
            else
            {
                inquiry.RaiseBy(answer.Rules[0], Severity.Warn, Place, ReasonCode.WishUnmet, wish);
            }
        }
    }

    private static MatrixPlan Plan(
        Inquiry inquiry,
        IReadOnlyCollection<WishNeeds> needs,
        ImmutableArray<WishAnswer> answers,
        AccountType recommended)
    {
        var allowed = inquiry.Ask("accounts.per-agency");
        var (one, other) = (Only(answers, AccountType.Service), Only(answers, AccountType.Subscription));
        if (one.Count == 0 || other.Count == 0)
        {
            return MatrixPlan.One(recommended, answers, allowed);
        }

        inquiry.RaiseBy(
            answers.First(a => a.Wish == other[0] && a.Type == AccountType.Service).Rules[0], Severity.Warn, Place,
            ReasonCode.WishesApart, Wishes("one", one), Wishes("other", other));
        if (allowed.Whole < 2)
        {
            inquiry.RaiseAs(allowed, Severity.Warn, Place, ReasonCode.OneAccount,
                Argument.Number("max", allowed.Whole));
            return MatrixPlan.One(recommended, answers, allowed);
        }

        var shape = inquiry.Ask("matrix.shape");
        var plan = MatrixPlan.Two(shape, needs, answers, allowed);
        inquiry.Raise(shape, Place, null,
            Argument.Term("main", "account-type", Slug.Of(plan.Accounts[0].Type)),
            Argument.Term("subsidiary", "account-type", Slug.Of(plan.Accounts[1].Type)));
        return plan;
    }

    /// <summary>The wishes that this type offers and the other does not, the level aside.</summary>
    private static List<Wish> Only(ImmutableArray<WishAnswer> answers, AccountType type) =>
        [
            .. answers.Where(a => a.Type == type && a.TypeOffers && answers.Any(b => b.Wish == a.Wish && !b.TypeOffers))
                .Select(a => a.Wish),
        ];

    private static Argument Wishes(string name, IEnumerable<Wish> wishes) =>
        Argument.Term(name, "wish", wishes.Select(wish => Slug.Of(wish)));
}
