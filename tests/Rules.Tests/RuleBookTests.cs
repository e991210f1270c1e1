using static Guanwei.Rules.Tests.Rows;

namespace Guanwei.Rules.Tests;

public class RuleBookTests
{
    private static readonly DateOnly Day = new(2026, 6, 1);

    [Fact]
    public void A_later_version_replaces_the_earlier_one_from_its_first_day_and_both_stay_in_the_book()
    {
        var book = Book(Row("A", 30), Row("A", 20, version: 2, from: new(2026, 6, 1)));

        Assert.Equal(30, Whole(book, new(2026, 5, 31)));
        Assert.Equal(20, Whole(book, new(2026, 6, 1)));
        Assert.Equal(30, ((WholeValue)book.Find(new RuleRef("A", 1))!.Value).Number);
        Assert.Null(book.Find(new RuleRef("A", 3)));
    }

    [Fact]
    public void A_version_that_has_ended_does_not_bring_its_predecessor_back()
    {
        var faults = Assert.Throws<RuleBookException>(() => Book(
            Row("A", 30), Row("A", 20, version: 2, from: new(2026, 6, 1), to: new(2026, 6, 30)))).Faults.Select(f => $"{f}");

        Assert.Equal(["k: no answer on 2026-07-01"], faults);
    }

    [Fact]
    public void A_row_is_in_force_on_its_first_and_on_its_last_day()
    {
        var book = Book(Row("A", 1), Row("B", 2, from: new(2026, 3, 1), to: new(2026, 3, 31)));

        Assert.Equal(
            [1, 2, 2, 1],
            new DateOnly[] { new(2026, 2, 28), new(2026, 3, 1), new(2026, 3, 31), new(2026, 4, 1) }
                .Select(day => Whole(book, day)));
    }

    [Fact]
    public void A_key_that_some_level_leaves_unanswered_is_an_error_that_names_the_level()
    {
        var scope = new RuleScope { Levels = [.. Enum.GetValues<AgencyLevel>().Except([AgencyLevel.Township])] };

        var faults = Assert.Throws<RuleBookException>(() => Book(Row("A", 1, scope: scope))).Faults.Select(f => $"{f}");

        Assert.Equal(["k: no answer on 2026-01-01 for township"], faults);
    }

    [Fact]
    public void Two_rows_of_equal_right_are_an_error_that_names_both()
    {
        var level = new RuleScope { Levels = [AgencyLevel.County] };
        var type = new RuleScope { AccountTypes = [AccountType.Service] };

        var faults = Assert.Throws<RuleBookException>(() => Book(
            Row("A", 1), Row("B", 2, scope: level, from: Day), Row("C", 3, scope: type, from: Day))).Faults.Select(f => $"{f}");

        Assert.Equal(["B@1: answers k with the same right as C@1"], faults);
    }

    [Fact]
    public void The_more_specific_row_answers_and_then_the_later_one()
    {
        var county = new RuleScope { Levels = [AgencyLevel.County] };
        var book = Book(
            Row("A", 1), Row("B", 2, from: new(2026, 3, 1)), Row("C", 3, scope: county), Row("D", 4, from: Day));

        Assert.Equal("C@1", book.Resolve("k", new(AgencyLevel.County), Day, Profile.Current).Rule.Ref.ToString());
        Assert.Equal(4, Whole(book, Day));
    }

    [Theory]
    [InlineData("421122", 3)]
    [InlineData("421100", 2)]
    [InlineData("429900", 1)]
    [InlineData("430000", 0)]
    [InlineData(null, 0)]
    public void A_region_covers_what_lies_in_it_and_the_nearest_answers(string? region, int expected)
    {
        var book = Book(
            Row("A", 0),
            Row("B", 1, scope: new RuleScope { Region = "420000" }),
            Row("C", 2, scope: new RuleScope { Region = "421100" }),
            Row("D", 3, scope: new RuleScope { Region = "421122" }));

        Assert.Equal(expected, book.Resolve("k", new(Region: region), Day, Profile.Current).Whole);
    }

    [Fact]
    public void Law_stands_above_state_documents_and_these_above_the_platform_under_the_rules_in_force()
    {
        var law = Row("A", 3, Authority.Law);
        var state = Row("B", 2, Authority.StateDoc, from: Day);
        var platform = Row("C", 1, Authority.Platform, from: Day);

        Assert.Equal(3, Whole(Book(law, state, platform), Day));
        Assert.Equal(2, Whole(Book(state with { From = new(2026, 1, 1) }, platform), Day));
    }

    [Fact]
    public void The_guide_answers_first_under_its_own_profile_and_the_decision_says_where_it_is_silent()
    {
        var book = Book(Row("A", 3, Authority.Guide), Row("B", 2));
        var silent = Book(Row("B", 2));

        Assert.Equal((3, Basis.Own), Under(book, Profile.Guide));
        Assert.Equal((2, Basis.Own), Under(book, Profile.Current));
        Assert.Equal((2, Basis.FellToCurrent), Under(silent, Profile.Guide));
        Assert.Equal((3, Basis.OnlyTheGuide), Under(Book(Row("A", 3, Authority.Guide)), Profile.Current));
    }

    [Theory]
    [InlineData(Direction.Lower, 1)]
    [InlineData(Direction.Higher, 3)]
    public void Strict_takes_the_strictest_by_direction_whoever_made_it(Direction direction, int expected)
    {
        var book = Book(
            Row("A", 3, Authority.Guide, direction), Row("B", 2, Authority.Law, direction),
            Row("C", 1, Authority.Platform, direction));

        Assert.Equal((expected, Basis.Own), Under(book, Profile.Strict));
    }

    [Theory]
    [InlineData(Profile.Guide)]
    [InlineData(Profile.Current)]
    [InlineData(Profile.Strict)]
    public void A_duty_is_the_strictest_row_under_every_profile(Profile profile)
    {
        var book = Book(
            Row("A", 6, Authority.Law, Direction.Higher) with { Duty = true },
            Row("B", 12, Authority.StateDoc, Direction.Higher) with { Duty = true },
            Row("C", 3, Authority.Guide, Direction.Higher) with { Duty = true });

        Assert.Equal((12, Basis.Duty), Under(book, profile));
    }

    [Fact]
    public void A_local_row_counts_where_it_tightens_and_is_set_aside_where_it_loosens()
    {
        var book = Book(Row("A", 10));

        var tightened = book.With([Row("L", 5, Authority.Local)]).Resolve("k", default, Day, Profile.Current);
        var loosened = book.With([Row("L", 15, Authority.Local)]).Resolve("k", default, Day, Profile.Current);

        Assert.Equal((5, "L"), (tightened.Whole, tightened.Rule.Id));
        Assert.Equal((10, "A"), (loosened.Whole, loosened.Rule.Id));
        Assert.Equal("L", Assert.Single(loosened.Chosen.SetAside).Id);
    }

    [Fact]
    public void A_local_row_that_says_the_same_and_blocks_where_the_higher_one_warns_tightens_it()
    {
        var warns = Row("A", 10) with { Severity = Severity.Warn };
        var local = Row("L", 10, Authority.Local);

        var graver = Book(warns).With([local]).Resolve("k", default, Day, Profile.Current);
        var same = Book(warns).With([local with { Severity = Severity.Warn }]).Resolve("k", default, Day, Profile.Current);

        Assert.Equal(("L", Severity.Block), (graver.Rule.Id, graver.Rule.Severity));
        Assert.Equal("A", same.Rule.Id);
        Assert.Equal("L", Assert.Single(same.Chosen.SetAside).Id);
    }

    [Fact]
    public void A_local_row_with_a_stricter_value_that_only_warns_where_the_higher_one_blocks_is_set_aside()
    {
        var milder = Row("L", 5, Authority.Local) with { Severity = Severity.Warn };

        var answer = Book(Row("A", 10)).With([milder]).Resolve("k", default, Day, Profile.Current);

        Assert.Equal(("A", "L"), (answer.Rule.Id, Assert.Single(answer.Chosen.SetAside).Id));
    }

    [Fact]
    public void Without_a_direction_the_same_value_with_a_graver_severity_is_the_stricter_one()
    {
        var warns = Text("A", Authority.Platform, "[0-9]+") with { Severity = Severity.Warn };
        var same = Text("L", Authority.Local, "[0-9]+");
        var other = Text("L", Authority.Local, "[a-z]+");

        Assert.Equal("L", Book(warns).With([same]).Resolve("k", default, Day, Profile.Current).Rule.Id);
        Assert.Equal("A", Book(warns).With([other]).Resolve("k", default, Day, Profile.Current).Rule.Id);
        Assert.Equal("G", Book(warns, same with { Id = "G", Authority = Authority.Guide })
            .Resolve("k", default, Day, Profile.Strict).Rule.Id);
    }

    [Theory]
    [InlineData(false, Profile.Strict)]
    [InlineData(true, Profile.Guide)]
    [InlineData(true, Profile.Current)]
    public void Among_equal_values_the_graver_row_is_the_strictest(bool duty, Profile profile)
    {
        var county = new RuleScope { Levels = [AgencyLevel.County] };
        var book = Book(
            Row("A", 5, Authority.Guide) with { Duty = duty },
            Row("B", 5, Authority.Law, scope: county) with { Duty = duty, Severity = Severity.Warn });

        Assert.Equal("A", book.Resolve("k", new(AgencyLevel.County), Day, profile).Rule.Id);
    }

    [Fact]
    public void A_local_set_that_holds_all_words_of_the_higher_one_and_is_graver_leads_the_joined_set()
    {
        var book = Book(Words("A", Authority.Platform, "a", "b") with { Severity = Severity.Warn });

        var all = book.With([Words("L", Authority.Local, "a", "b", "c")]).Resolve("k", default, Day, Profile.Current);
        var some = book.With([Words("L", Authority.Local, "b", "c")]).Resolve("k", default, Day, Profile.Current);

        Assert.Equal(("L", "a, b, c"), (all.Rule.Id, all.Value.ToString()));
        Assert.Equal(("A", "a, b, c"), (some.Rule.Id, some.Value.ToString()));
    }

    [Fact]
    public void What_is_remembered_answers_like_what_is_worked_out_anew()
    {
        var scopes = new[] { "421122", "421100", "4211", "420000", "42112200", "430000", "", null }
            .SelectMany(region => Enum.GetValues<AgencyLevel>().Select(level => new Scope(level, Region: region)))
            .ToList();
        var rows = new[]
        {
            Row("A", 9), Row("B", 8, from: Day, to: Day.AddDays(30), scope: new RuleScope { Region = "420000" }),
            Row("C", 7, scope: new RuleScope { Region = "421100", Levels = [AgencyLevel.County] }),
            Row("D", 6, scope: new RuleScope { Region = "421122" }),
        };
        var remembering = Book(rows);

        Assert.All(
            from scope in scopes from days in new[] { -200, -1, 0, 30, 31, 900 } select (scope, Day.AddDays(days)),
            asked =>
            {
                var covering = remembering.Covering("k", asked.scope, Max(asked.Item2, From)).Select(r => r.Ref);
                var anew = Book(rows).Resolve("k", asked.scope, Max(asked.Item2, From), Profile.Current);
                var remembered = remembering.Resolve("k", asked.scope, Max(asked.Item2, From), Profile.Current);
                Assert.Equal(anew.Rule.Ref, remembered.Rule.Ref);
                Assert.Equal(Assert.Single(covering, r => r == anew.Rule.Ref), remembered.Rule.Ref);
                Assert.True(covering.SequenceEqual(rows.Where(r => r.Scope.Covers(asked.scope)
                    && r.From <= Max(asked.Item2, From) && (r.To is null || r.To >= asked.Item2)).Select(r => r.Ref)));
            });
    }

    private static DateOnly Max(DateOnly a, DateOnly b) => a > b ? a : b;

    [Fact]
    public void Local_rows_that_begin_on_the_same_day_are_settled_by_strictness()
    {
        var local = new[] { Row("L1", 8, Authority.Local), Row("L2", 5, Authority.Local) };

        Assert.Equal(5, Whole(Book(Row("A", 10)).With(local), Day));
    }

    [Fact]
    public void A_local_row_of_a_lower_place_cannot_loosen_that_of_a_higher_place()
    {
        var province = Row("L1", 5, Authority.Local, scope: new RuleScope { Region = "420000" });
        var city = Row("L2", 8, Authority.Local, scope: new RuleScope { Region = "421100" });
        var book = Book(Row("A", 10)).With([province, city]);

        Assert.Equal(5, book.Resolve("k", new(Region: "421122"), Day, Profile.Current).Whole);
    }

    [Fact]
    public void Sets_are_joined_where_strictness_is_asked_for()
    {
        var book = Book(
            Words("A", Authority.Platform, "a", "b"), Words("B", Authority.Guide, "c"))
            .With([Words("L", Authority.Local, "b", "d")]);

        Assert.Equal("c", book.Resolve("k", default, Day, Profile.Guide).Value.ToString());
        Assert.Equal("a, b, d", book.Resolve("k", default, Day, Profile.Current).Value.ToString());
        Assert.Equal("a, b, c, d", book.Resolve("k", default, Day, Profile.Strict).Value.ToString());
        Assert.Equal("L", Assert.Single(book.Resolve("k", default, Day, Profile.Current).Chosen.Joined).Id);
    }

    [Fact]
    public void Only_local_rows_for_known_keys_can_be_added()
    {
        var faults = Assert.Throws<RuleBookException>(() => Book(Row("A", 1)).With(
            [Row("X", 1, Authority.Law), Row("L", 1, Authority.Local) with { Key = "other" }])).Faults.Select(f => $"{f}");

        Assert.Equal(["X@1: only rows of authority LOCAL can be added", "L@1: no rule has the key other"], faults);
    }

    [Fact]
    public void A_local_row_cannot_take_the_id_of_a_national_one()
    {
        var faults = Assert.Throws<RuleBookException>(() =>
            Book(Row("A", 10)).With([Row("A", 5, Authority.Local, version: 2)])).Faults.Select(f => $"{f}");

        Assert.Equal(["A@2: the id already names another key or authority; ids are never reused"], faults);
    }

    [Fact]
    public void Every_fault_of_a_book_is_named_at_once()
    {
        var faults = Assert.Throws<RuleBookException>(() => Book(
            Row("A", 1) with { Direction = null },
            Row("B", 1) with { Key = "b", To = new(2025, 1, 1) },
            Row("C", 1) with { Key = "c", Sentence = "NO_SUCH_CODE" },
            Row("D", 1) with { Key = "d" }, Row("D", 1) with { Key = "d" },
            Row("E", 1) with { Key = "e" }, Row("F", 1) with { Key = "e", Unit = "other" })).Faults.Select(f => $"{f}");

        Assert.Contains("A@1: a value of type int needs the direction lower or higher", faults);
        Assert.Contains("B@1: ends before it begins", faults);
        Assert.Contains("C@1: no sentence has the code NO_SUCH_CODE", faults);
        Assert.Contains("D@1: the version stands twice", faults);
        Assert.Contains("F@1: type, unit, direction and duty of e differ from E@1", faults);
    }

    [Fact]
    public void The_digest_follows_the_rows_and_not_their_order()
    {
        var (a, b) = (Row("A", 1), Row("B", 2) with { Key = "b" });

        Assert.Equal(Book(a, b).Digest, Book(b, a).Digest);
        Assert.NotEqual(Book(a, b).Digest, Book(a with { Severity = Severity.Warn }, b).Digest);
        Assert.Matches("^[0-9a-f]{64}$", RuleBook.National.Digest);
    }

    [Fact]
    public void A_question_that_leaves_open_what_the_answer_depends_on_is_a_mistake()
    {
        Assert.Throws<ArgumentException>(() =>
            RuleBook.National.Resolve("broadcast.quota", default, Given.Today, Profile.Guide));
        Assert.Throws<ArgumentException>(() =>
            RuleBook.National.Resolve("no.such.key", default, Given.Today, Profile.Guide));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            RuleBook.National.Resolve("menu.levels", default, new(2025, 5, 28), Profile.Guide));
    }

    private static int Whole(RuleBook book, DateOnly day) => book.Resolve("k", default, day, Profile.Current).Whole;

    private static (int, Basis) Under(RuleBook book, Profile profile)
    {
        var answer = book.Resolve("k", default, Day, profile);
        return (answer.Whole, answer.Basis);
    }
}
