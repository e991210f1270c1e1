namespace Guanwei.Sandbox;

public sealed record Call(
    long Number, DateTimeOffset At, string Side, string Target, string Body,
    int Status, bool Accepted, FaultKind? Fault);

/// <summary>The last calls, oldest first.</summary>
public sealed class Traffic(TimeProvider clock)
{
    private const int Kept = 1_000;

    private readonly Queue<Call> _calls = new();
    private readonly Lock _gate = new();
    private long _last;

    public IReadOnlyList<Call> All
    {
        get
        {
            lock (_gate)
                return [.. _calls];
        }
    }

    public void Note(string side, string target, string body, Reply reply, FaultKind? fault)
    {
        lock (_gate)
        {
            _calls.Enqueue(new Call(
                ++_last, clock.GetUtcNow(), side, target, body, reply.Status, reply.Accepted, fault));
            if (_calls.Count > Kept)
                _calls.Dequeue();
        }
    }

    public void Clear()
    {
        lock (_gate)
            _calls.Clear();
    }
}
