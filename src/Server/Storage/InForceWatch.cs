using Guanwei.Server.Actions;
using Guanwei.Server.Holidays;
using Guanwei.Server.Keys;
using Guanwei.Server.RuleBooks;
using Guanwei.Server.Time;

namespace Guanwei.Server.Storage;

/// <summary>
/// Each node looks whether the keys were rotated, holidays entered or local rules approved, by another node or at the command line, and takes
/// them on. A new key seals only when it has been there for longer than the looks are apart (<see
/// cref="StoredKeys.Settling"/>), so no node meets a value whose key it does not know.
/// </summary>
internal sealed partial class InForceWatch(
    IServiceProvider services, Databases databases, InForceSource inForce, Clock clock, ILogger<InForceWatch> log)
    : BackgroundService, IAsyncDisposable
{
    private static readonly TimeSpan period = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(period, stoppingToken);
                await Look(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception away)
            {
                Blind(away);
            }
        }
    }

    /// <summary>
    /// A program that fails at its start is not stopped: the looks end here, before the database is let go of.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        Dispose();
        if (ExecuteTask is { } looks)
        {
            await looks.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Look(CancellationToken cancel)
    {
        await using var db = databases.OpenForSystem("looking for new keys");
        var ring = inForce.Current.Keys;
        if ((await StoredKeys.Versions(db, clock.Now, cancel))
            .Any(x => !ring.Has(x.Purpose, x.Newest) || ring.CurrentVersion(x.Purpose) != x.Settled)
            || await HolidayYear.StoredVersion(db, cancel) != inForce.Current.Calendar.Version
            || await LocalBook.Approvals(db, cancel) != inForce.Current.Local.Approvals)
        {
            await services.ReadInForce(cancel);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The keys could not be looked at; tried again in a second.")]
    private partial void Blind(Exception away);
}
