using Guanwei.Rules.Documents;
using Guanwei.Rules.Naming;
using Guanwei.Rules.Rights;
using Guanwei.Rules.WorkingDays;

namespace Guanwei.Rules.Eligibility;

/// <summary>Everything that would be refused if an application were submitted now.</summary>
public static class Preflight
{
    /// <summary>Checks all steps at once and says what the applicant should know besides.</summary>
    /// <param name="facts">The application.</param>
    /// <param name="book">The rules.</param>
    /// <param name="day">The day in Beijing.</param>
    /// <param name="profile">The installation's profile.</param>
    /// <param name="calendar">The working days, for the date by which the review would end.</param>
    /// <returns>
    /// The decision with all reasons; <see cref="Outcome.Refused"/> if the application may not be submitted.
    /// </returns>
    public static Decision Check(
        ApplicationFacts facts, RuleBook book, DateOnly day, Profile profile, WorkingDayCalendar calendar)
    {
        var inquiry = new Inquiry(book, facts.Scope, day, profile);
        AgencyCheck.Into(inquiry, facts.Agency, facts.ExistingAccounts);
        FirstQuestions.Into(inquiry, facts.Agency, facts.First ?? new FirstReplies());
        PurposeCheck.Into(inquiry, facts.Purpose);
        NameCheck.Into(inquiry, facts.Name);
        StaffCheck.Into(inquiry, facts.Staff);
        DocumentCheck.Into(inquiry, facts.Documents, facts.Agency.BranchOf is not null);
        Expectations(inquiry, calendar);
        return inquiry.Decide(facts with { Name = NameCheck.Near(facts.Name, inquiry) });
    }

    private static void Expectations(Inquiry inquiry, WorkingDayCalendar calendar)
    {
        Review(inquiry, calendar);
        var scope = inquiry.Ask("permission.scope");
        inquiry.Raise(scope, new Place("submission"), null, Argument.Term("scope", "permission", scope.Text));
    }

    /// <summary>No day is promised where the special procedure of Hong Kong and Macao applies.</summary>
    private static void Review(Inquiry inquiry, WorkingDayCalendar calendar)
    {
        var place = new Place("submission");
        var clock = inquiry.Ask("review.clock.automatic");
        if (!clock.Yes)
        {
            inquiry.Raise(clock, place);
            return;
        }

        var (min, max) = (inquiry.Ask("review.working-days.min"), inquiry.Ask("review.working-days.max"));
        var due = calendar.Due(Beijing.At(inquiry.Day, TimeOnly.MinValue), max.Whole);
        inquiry.Raise(max, place, null,
            Argument.Number("min", Math.Min(min.Whole, max.Whole)), Argument.Number("max", max.Whole), Argument.Day("due", due.Day));
    }
}
