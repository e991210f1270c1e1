using Orleans.Placement;

namespace Guanwei.Server.Jobs;

[Alias("guanwei.jobs.wake")]
public interface IWakeGrain : IGrainWithIntegerKey
{
    /// <summary>Wakes one job runner of the cluster; key 0.</summary>
    [Alias("wake")]
    Task Wake();
}

/// <summary>
/// One in the cluster: whichever node holds it starts the due work. It owns nothing, so losing it loses nothing.
/// </summary>
[RandomPlacement]
public sealed class WakeGrain(JobSignal signal) : Grain, IWakeGrain
{
    public Task Wake()
    {
        signal.Wake();
        return Task.CompletedTask;
    }
}
