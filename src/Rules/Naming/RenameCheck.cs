namespace Guanwei.Rules.Naming;

/// <summary>May an account be renamed once more, and what comes with it?</summary>
public static class RenameCheck
{
    /// <summary>Checks a renaming; the new name itself is checked by <see cref="NameCheck"/>.</summary>
    /// <param name="renamesThisYear">How often the account was renamed in the calendar year (Beijing) of the day.</param>
    /// <param name="scope">Level, kind and region of the agency.</param>
    /// <param name="book">The rules.</param>
    /// <param name="day">The day in Beijing.</param>
    /// <param name="profile">The installation's profile.</param>
    public static Decision Check(int renamesThisYear, Scope scope, RuleBook book, DateOnly day, Profile profile)
    {
        var inquiry = new Inquiry(book, scope, day, profile);
        var (limited, max) = (inquiry.Ask("name.renames.limited"), inquiry.Ask("name.renames.max"));
        if (limited.Yes && renamesThisYear >= max.Whole)
        {
            inquiry.Raise(limited, NameCheck.Here, null,
                Argument.Number("renames", renamesThisYear), Argument.Number("max", max.Whole));
        }

        var certification = inquiry.Ask("name.renames.certification");
        if (certification.Yes)
        {
            inquiry.Raise(certification, NameCheck.Here);
        }

        var kept = inquiry.Ask("name.renames.kept-hours");
        inquiry.Raise(kept, NameCheck.Here, null, Argument.Number("hours", kept.Whole));
        return inquiry.Decide(new { renamesThisYear, scope });
    }
}
