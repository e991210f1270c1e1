using System.Collections.Immutable;
using Guanwei.Rules.Eligibility;
using Guanwei.Rules.WorkingDays;

namespace Guanwei.Rules.Trial;

/// <summary>An applicant whom a row would stop, whatever they hand in.</summary>
/// <param name="Applicant">Level, kind, account type and region.</param>
/// <param name="Profile">Under which profile.</param>
/// <param name="Reasons">What stands against the application with the row and did not without it.</param>
public sealed record StoppedApplicant(Scope Applicant, Profile Profile, ImmutableArray<Reason> Reasons);

/// <summary>
/// A row tried before it stands in the book: sample applications of everybody it reaches are put through the pre-flight
/// without it and with it. A typing error in a rule stops a whole region; here it stops the rule.
/// </summary>
/// <param name="Tried">How many applicants were tried, each under every profile.</param>
/// <param name="Stopped">Those whom the row stops.</param>
public sealed record RowTrial(int Tried, ImmutableArray<StoppedApplicant> Stopped)
{
    /// <summary>Whether a row of the key decides who may have an account at all, so that stopping some is its purpose.</summary>
    /// <param name="key">The key.</param>
    public static bool DecidesWho(string key) =>
        key.StartsWith("eligibility.", StringComparison.Ordinal) || key.StartsWith("accounts.", StringComparison.Ordinal);

    /// <summary>Whether nobody whom the row reaches could be given an account any more.</summary>
    public bool StopsEverybody => Tried > 0 && Stopped.Select(one => one.Applicant).Distinct().Count() == Tried;

    /// <summary>Tries a row on its first day.</summary>
    /// <param name="book">The book without the row.</param>
    /// <param name="row">The row.</param>
    /// <param name="calendar">The working days, which the pre-flight reckons with.</param>
    /// <exception cref="RuleBookException">The book cannot take the row.</exception>
    public static RowTrial Of(RuleBook book, Rule row, WorkingDayCalendar calendar)
    {
        var with = book.With([row]);
        var applicants = Sample.Reached(row.Scope, row.From).ToList();
        var stopped =
            from profile in Enum.GetValues<Profile>()
            from applicant in applicants
            let before = Against(applicant, book, row.From, profile, calendar)
            let reasons = Against(applicant, with, row.From, profile, calendar)
                .Where(reason => before.All(one => one.Code != reason.Code)).ToImmutableArray()
            where !reasons.IsEmpty
            select new StoppedApplicant(applicant, profile, reasons);
        return new(applicants.Count, [.. stopped]);
    }

    private static List<Reason> Against(
        Scope applicant, RuleBook book, DateOnly day, Profile profile, WorkingDayCalendar calendar) =>
        [.. Preflight.Check(Sample.Of(applicant, book, day, profile), book, day, profile, calendar).Blocking];
}
