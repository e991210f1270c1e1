namespace Guanwei.Server.Jobs;

/// <summary>How fast, how many, how often.</summary>
public sealed record JobPace
{
    /// <summary>Jobs of this process at a time; timers have places of their own.</summary>
    public int Slots { get; init; } = 4;

    /// <summary>How long a silent holder keeps a job; a living one renews it at every third of this.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The runner looks this often when nobody wakes it.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>At shutdown, for jobs under way.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>Then the job is dead: with the pauses of <see cref="Pause"/> that is after about ten hours.</summary>
    public int MostAttempts { get; init; } = 15;

    /// <summary>A timer that fails pauses at most so long, whatever its period.</summary>
    public static readonly TimeSpan LongestTimerPause = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan first = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan longest = TimeSpan.FromHours(1);

    /// <summary>
    /// Doubles from 5 s to 1 h; give or take a quarter, so that what failed together does not come back together.
    /// </summary>
    /// <param name="attempts">Attempts made, at least 1.</param>
    /// <param name="chance">In [0, 1).</param>
    public static TimeSpan Pause(int attempts, double chance)
    {
        var plain = Math.Min(longest.TotalSeconds, first.TotalSeconds * Math.Pow(2, Math.Min(attempts, 30) - 1));
        return TimeSpan.FromSeconds(plain * (0.75 + (0.5 * chance)));
    }
}
