namespace Guanwei.Server.Jobs;

/// <summary>
/// Wakes the job runner of this process sooner than its clock would. A lost call costs time, never work.
/// </summary>
public sealed class JobSignal : IDisposable
{
    // One place: any number of calls while the runner is busy is one more round, not many.
    private readonly SemaphoreSlim _bell = new(0, 1);
    private readonly Lock _gate = new();

    public void Wake()
    {
        lock (_gate)
        {
            if (_bell.CurrentCount == 0)
                _bell.Release();
        }
    }

    /// <summary>Waits for a call, at most <paramref name="timeout"/>; says whether there was one.</summary>
    public Task<bool> Wait(TimeSpan timeout, CancellationToken ct) => _bell.WaitAsync(timeout, ct);

    public void Dispose() => _bell.Dispose();
}
