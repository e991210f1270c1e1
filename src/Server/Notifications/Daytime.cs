using Guanwei.Server.Time;

namespace Guanwei.Server.Notifications;

/// <summary>What rings on a telephone does so by day, unless it is urgent.</summary>
internal static class Daytime
{
    // An office's own manners, no regulation: from eight to nine in the evening.
    private static readonly TimeOnly from = new(8, 0);
    private static readonly TimeOnly until = new(21, 0);

    /// <summary>The instant itself, or the next morning.</summary>
    public static DateTimeOffset For(Urgency urgency, DateTimeOffset at)
    {
        var day = Clock.DayOf(at);
        return urgency is Urgency.Urgent ? at
            : at < Clock.At(day, from) ? Clock.At(day, from)
            : at >= Clock.At(day, until) ? Clock.At(day.AddDays(1), from)
            : at;
    }
}
