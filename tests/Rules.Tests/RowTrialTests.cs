using Guanwei.Rules.Eligibility;
using Guanwei.Rules.Trial;
using Guanwei.Rules.WorkingDays;

namespace Guanwei.Rules.Tests;

/// <summary>A row is tried on sample applications before it stands in the book.</summary>
public sealed class RowTrialTests
{
    [Theory]
    [InlineData("review.working-days.max", 8)]
    [InlineData("name.units.max", 26)]
    [InlineData("staff.supers.min", 2)]
    public void A_row_with_which_everybody_can_still_apply_stops_nobody(string key, int value)
    {
        var trial = Tried(Row(key, new WholeValue(value)));

        Assert.True(trial.Tried > 0);
        Assert.Empty(trial.Stopped);
    }

    [Fact]
    public void A_row_that_leaves_no_name_long_enough_stops_everybody()
    {
        var trial = Tried(Row("name.units.max", new WholeValue(5)) with { Severity = Severity.Block });

        Assert.True(trial.StopsEverybody);
        Assert.All(trial.Stopped, one => Assert.Contains(one.Reasons, reason => reason.Code == ReasonCode.TooLong));
    }

    [Fact]
    public void A_row_that_refuses_public_institutions_stops_them_and_nobody_else()
    {
        var trial = Tried(Row("eligibility.kinds.refused", new SetValue(["public-institution"])));

        Assert.NotEmpty(trial.Stopped);
        Assert.All(trial.Stopped, one => Assert.Equal(AgencyKind.PublicInstitution, one.Applicant.Kind));
        Assert.False(trial.StopsEverybody);
        Assert.True(RowTrial.DecidesWho("eligibility.kinds.refused"));
    }

    [Fact]
    public void A_review_shortened_below_its_usual_shortest_time_is_said_as_one_number()
    {
        var book = Given.Book.With([Row("review.working-days.max", new WholeValue(8))]);
        var county = new Scope(AgencyLevel.County, AgencyKind.Administrative, AccountType.Service, "421122");

        var period = ReviewPeriod.For(county, book, new DateOnly(2026, 6, 1), Profile.Current);

        Assert.Equal((8, 8), (period.Min, period.Max));
    }

    [Fact]
    public void A_row_for_the_townships_of_a_city_is_tried_on_them_alone()
    {
        var trial = Tried(Row("review.working-days.max", new WholeValue(14)) with
        {
            Scope = new RuleScope { Levels = [AgencyLevel.Township], Region = "421100" },
        });

        Assert.Equal(Enum.GetValues<AgencyKind>().Length * Enum.GetValues<AccountType>().Length, trial.Tried);
    }

    private static RowTrial Tried(Rule row) => RowTrial.Of(Given.Book, row, WorkingDayCalendar.National);

    private static Rule Row(string key, RuleValue value)
    {
        var model = Given.Book.RowsOf(key).OrderBy(row => row.Authority).First();
        return model with
        {
            Id = "DF-2026-000001",
            Version = 1,
            Authority = Authority.Local,
            Source = model.Source with { Evidence = Evidence.Seen },
            Scope = new RuleScope { Region = "420000" },
            Value = value,
            From = new DateOnly(2026, 6, 1),
            To = null,
        };
    }
}
