namespace Guanwei.Sandbox.Robots;

/// <summary>
/// Twenty messages a minute and robot, for both platforms (their robot documentation). DingTalk then refuses for ten
/// minutes, WeCom until the minute has passed.
/// </summary>
internal sealed class Pace(TimeProvider clock, TimeSpan penalty)
{
    private const int PerMinute = 20;

    private readonly Queue<DateTimeOffset> _recent = new();
    private readonly Lock _gate = new();
    private DateTimeOffset _until;

    public bool Allows()
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            while (_recent.TryPeek(out var oldest) && now - oldest >= TimeSpan.FromMinutes(1))
                _recent.Dequeue();
            if (now < _until)
                return false;
            if (_recent.Count == PerMinute)
            {
                _until = now + penalty;
                return false;
            }
            _recent.Enqueue(now);
            return true;
        }
    }
}
