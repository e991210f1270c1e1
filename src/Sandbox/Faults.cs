namespace Guanwei.Sandbox;

public enum FaultKind
{
    /// <summary>The answer comes, but late.</summary>
    Latency,
    ServerError,

    /// <summary>As the service says it itself, in its answer.</summary>
    RateLimited,

    /// <summary>As a gateway in front of it says it: status 429.</summary>
    TooManyRequests,
    BadSignature,

    /// <summary>The call is accepted and takes effect; its answer never comes.</summary>
    AcceptThenHang,
}

public sealed record Fault(string Side, FaultKind Kind, int Times = 1, int Milliseconds = 0);

/// <summary>Failures on order: each is used up in the sequence in which it was asked for.</summary>
public sealed class Faults(IEnumerable<IOtherSide> sides)
{
    private const int MostTimes = 10_000;

    private readonly Dictionary<string, Queue<Fault>> _waiting =
        sides.ToDictionary(side => side.Name, _ => new Queue<Fault>());
    private readonly Lock _gate = new();

    /// <summary>False when there is no such side.</summary>
    public bool Add(Fault fault)
    {
        lock (_gate)
        {
            if (!_waiting.TryGetValue(fault.Side, out var queue) || fault.Times is < 1 or > MostTimes)
                return false;
            for (var i = 0; i < fault.Times; i++)
                queue.Enqueue(fault);
            return true;
        }
    }

    public Fault? Take(string side)
    {
        lock (_gate)
            return _waiting[side].TryDequeue(out var fault) ? fault : null;
    }

    public void Clear()
    {
        lock (_gate)
        {
            foreach (var queue in _waiting.Values)
                queue.Clear();
        }
    }
}
