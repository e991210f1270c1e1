namespace Guanwei.Server.Jobs;

/// <summary>Keeps the runner going: woken by a signal, else each second; whatever happens, it goes on.</summary>
public sealed partial class JobService(
    JobRunner runner, JobLedger ledger, JobPace pace, JobSignal signal, IGrainFactory grains, ILogger<JobService> log)
    : BackgroundService, IHostedLifecycleService, IAsyncDisposable
{
    private static readonly TimeSpan afterTrouble = TimeSpan.FromSeconds(2);
    private long lastCall;

    public override Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Everything else has started: a start that fails, on a taken port say, has touched no job.</summary>
    public Task StartedAsync(CancellationToken cancellationToken) => base.StartAsync(cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.WhenAll(
            Keep("planting timers", () => ledger.PlantTimers(stoppingToken), once: true, stoppingToken),
            Keep("running jobs", () => Look(stoppingToken), once: false, stoppingToken),
            Keep("renewing leases", () => Renew(stoppingToken), once: false, stoppingToken));
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await runner.Stop();
    }

    /// <summary>
    /// A program that fails at its start is not stopped: its rounds end here, before what they use is let go of.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        Dispose();
        if (ExecuteTask is { } rounds)
        {
            await rounds.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task Look(CancellationToken stop)
    {
        var taken = await runner.Round(stop);
        if (runner.IsFull && TimeProvider.System.GetElapsedTime(lastCall) > pace.Poll)
        {
            // More than this node has places for: another may have some. A lost call costs time, never work.
            lastCall = TimeProvider.System.GetTimestamp();
            grains.GetGrain<IWakeGrain>(0).Wake().Ignore();
        }
        if (taken == 0 || runner.IsFull)
        {
            await signal.Wait(pace.Poll, stop);
        }
    }

    private async Task Renew(CancellationToken stop)
    {
        await Task.Delay(pace.Lease / 3, stop);
        await runner.Renew(stop);
    }

    private async Task Keep(string what, Func<Task> work, bool once, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await work();
                if (once)
                {
                    return;
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception trouble)
            {
                Trouble(trouble, what);
                await Task.Delay(afterTrouble, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Trouble while {What}; trying again.")]
    private partial void Trouble(Exception error, string what);
}
