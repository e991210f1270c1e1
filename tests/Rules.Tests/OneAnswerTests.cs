using CsCheck;
using static Guanwei.Rules.Tests.Rows;

namespace Guanwei.Rules.Tests;

/// <summary>The property the book promises: exactly one answer for every key, scope, day and profile.</summary>
public class OneAnswerTests
{
    private static readonly Gen<AgencyLevel> Level = Gen.Enum<AgencyLevel>();
    private static readonly Gen<AgencyKind> Kind = Gen.Enum<AgencyKind>();
    private static readonly Gen<AccountType> Type = Gen.Enum<AccountType>();
    private static readonly Gen<Profile> AnyProfile = Gen.Enum<Profile>();
    private static readonly Gen<string> Region = Gen.OneOf(
        "110000", "420000", "421100", "421122", "820000", "441900", "441721", "371312", "350121", "411426",
        "431129", "530100");

    private static readonly Gen<Scope> Question =
        from level in Level
        from kind in Kind
        from type in Type
        from region in Region
        select new Scope(level, kind, type, region);

    private static Gen<DateOnly> DayFrom(DateOnly first) => Gen.Int[0, 3000].Select(first.AddDays);

    [Fact]
    public void The_national_book_has_one_answer_for_every_key_scope_day_and_profile() =>
        Gen.Select(Gen.OneOf([.. RuleBook.National.Keys]), Question, DayFrom(RuleBook.National.From), AnyProfile)
            .Sample((key, scope, day, profile) => IsTheOneAnswer(RuleBook.National, key, scope, day, profile));

    [Fact]
    public void So_has_every_book_that_passes_its_checks_and_a_book_with_local_rows()
    {
        var made = 0;
        Gen.Select(AnyRule.Array[1, 8], Question, DayFrom(From), AnyProfile).Sample((rules, scope, day, profile) =>
        {
            var numbered = rules.Select((rule, i) => rule with { Id = $"R{i}" }).ToArray();
            if (TryBook(numbered) is not { } book)
            {
                return true;
            }

            Interlocked.Increment(ref made);
            return IsTheOneAnswer(book, "k", scope, day, profile);
        }, iter: 1000);

        Assert.True(made > 50, $"only {made} of the books were good: the property says nothing");
    }

    [Fact]
    public void The_order_of_the_rows_changes_nothing() =>
        Gen.Select(AnyRule.Array[2, 8], Question, DayFrom(From), AnyProfile).Sample((rules, scope, day, profile) =>
        {
            var numbered = rules.Select((rule, i) => rule with { Id = $"R{i}" }).ToArray();
            return TryBook(numbered) is not { } book
                || book.Resolve("k", scope, day, profile).Rule
                    == TryBook([.. numbered.Reverse()])!.Resolve("k", scope, day, profile).Rule;
        });

    private static readonly Gen<RuleScope> AnyScope =
        from levels in Level.Array[0, 2]
        from types in Type.Array[0, 1]
        from region in Gen.OneOf(Gen.Const((string?)null), Region.Select(r => (string?)r))
        from limited in Gen.Int[0, 3]
        select limited == 0
            ? new RuleScope { Levels = [.. levels], AccountTypes = [.. types], Region = region }
            : RuleScope.Everywhere;

    private static readonly Gen<Rule> AnyRule =
        from value in Gen.Int[0, 5]
        from authority in Gen.Enum<Authority>()
        from scope in AnyScope
        from begins in Gen.Int[0, 400]
        from lasts in Gen.OneOf(Gen.Const((int?)null), Gen.Int[0, 400].Select(d => (int?)d))
        from early in Gen.Bool
        select Dated(Row("R", value, authority, scope: scope), early ? 0 : begins, early ? null : lasts);

    private static Rule Dated(Rule rule, int begins, int? lasts) => rule with
    {
        From = From.AddDays(begins),
        To = lasts is { } days ? From.AddDays(begins + days) : null,
    };

    private static RuleBook? TryBook(Rule[] rules)
    {
        try
        {
            return Book(rules);
        }
        catch (RuleBookException)
        {
            return null;
        }
    }

    /// <summary>The answer applies, is nobody else's equal, and obeys the profile.</summary>
    private static bool IsTheOneAnswer(RuleBook book, string key, Scope scope, DateOnly day, Profile profile)
    {
        var answer = book.Resolve(key, scope, day, profile);
        var applying = book.Rules
            .Where(r => r.Key == key && r.From <= day && (r.To is null || day <= r.To) && r.Scope.Covers(scope))
            .Where(r => !book.Rules.Any(later => later.Id == r.Id && later.Version > r.Version && later.From <= day))
            .ToList();
        var guides = applying.Where(r => r.Authority == Authority.Guide).ToList();
        var prescribed = applying.Where(r => r.Authority != Authority.Product).ToList();
        var counting = answer.Rule.Duty || prescribed.Count == 0 ? applying : prescribed;
        var strictest = answer.Rule.Direction switch
        {
            Direction.Lower when answer.Value is WholeValue => counting.Min(r => ((WholeValue)r.Value).Number),
            Direction.Higher when answer.Value is WholeValue => counting.Max(r => ((WholeValue)r.Value).Number),
            _ => (int?)null,
        };

        return applying.Contains(answer.Rule)
            && answer.Others.Length == 2
            && (answer.Rule.Duty || profile != Profile.Guide || guides.Count == 0 || guides.Contains(answer.Rule))
            && (answer.Rule.Duty || profile != Profile.Current || answer.Rule.Authority != Authority.Guide
                || applying.TrueForAll(r => r.Authority == Authority.Guide))
            && (answer.Rule.Duty || answer.Rule.Authority != Authority.Product || profile == Profile.Strict
                || applying.TrueForAll(r => r.Authority >= Authority.Product))
            && ((profile != Profile.Strict && !answer.Rule.Duty) || strictest is null || answer.Whole == strictest);
    }
}
