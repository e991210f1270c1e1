namespace Guanwei.Server.Time;

/// <summary>
/// Two times. Business time (deadlines, quotas, certificates) can be shifted forward in a demo; machine time (cookies,
/// lockout, leases, token expiry) is always the machine's. Instants are UTC whole milliseconds, so that both databases
/// give back what they were given; days are Beijing days (+08:00 fixed, without tzdata).
/// </summary>
public sealed class Clock(TimeProvider machine)
{
    public static readonly TimeSpan BeijingOffset = TimeSpan.FromHours(8);

    private long shiftTicks;

    public TimeProvider MachineClock => machine;

    /// <summary>How far business time is ahead of the machine's; never negative.</summary>
    public TimeSpan Shift => TimeSpan.FromTicks(Interlocked.Read(ref shiftTicks));

    public DateTimeOffset Now => Whole(machine.GetUtcNow() + Shift);

    public DateTimeOffset Machine => Whole(machine.GetUtcNow());

    public DateOnly Today => DayOf(Now);

    public void ShiftTo(TimeSpan shift)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shift, TimeSpan.Zero);
        Interlocked.Exchange(ref shiftTicks, shift.Ticks);
    }

    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(BeijingOffset).DateTime);

    /// <summary>The instant of a Beijing wall-clock time.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time) => new DateTimeOffset(day.ToDateTime(time), BeijingOffset).ToUniversalTime();

    private static DateTimeOffset Whole(DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
}
