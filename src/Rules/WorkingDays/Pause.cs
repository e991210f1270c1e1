namespace Guanwei.Rules.WorkingDays;

/// <summary>A time in which a deadline does not run (中止计时).</summary>
/// <param name="From">When it stopped running.</param>
/// <param name="To">When it ran again, or the present instant while it rests.</param>
public readonly record struct Pause(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>
    /// True if the day was spent in it: a day counts for the deadline if the deadline runs when office hours end. So the
    /// pause must have begun before that instant and reach it.
    /// </summary>
    /// <param name="officeEnd">The end of the day's office hours.</param>
    public bool Covers(DateTimeOffset officeEnd) => From < officeEnd && officeEnd <= To;
}
