using Guanwei.Server.Actions;
using Guanwei.Server.Hosting;
using Guanwei.Server.Ids;
using Guanwei.Server.Jobs;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Audit;

/// <summary>
/// Notes in the audit when the machine's clock goes back: what is written after that may claim to be older than it is.
/// </summary>
public sealed class ClockWatch(Databases databases, Actions.Actions actions, Clock clock)
{
    public const string JobKind = "clock.watch";

    public static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>Steps of time synchronisation stay below this.</summary>
    public static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan betweenNotes = TimeSpan.FromMinutes(1);

    private DateTimeOffset seen;
    private DateTimeOffset noted;

    public static async Task<JobEnd> Run(JobRun run, CancellationToken cancel)
    {
        await run.Services.GetRequiredService<ClockWatch>().Look(cancel);
        return JobEnd.Ok;
    }

    public async Task Look(CancellationToken cancel)
    {
        var now = clock.Machine;
        if (seen == default)
        {
            await using var db = databases.OpenForSystem("watching the clock");
            seen = noted = await db.Set<Installation>().Select(x => x.MachineSeen).SingleAsync(cancel);
        }
        if (now < seen - Tolerated)
        {
            await actions.Do<string>(Actor.System("the machine's clock went back"), Operation(now), "clock.went-back", act =>
            {
                act.About("installation", 1, agency: null);
                return Task.FromResult<Outcome<string>>($"{(long)(seen - now).TotalSeconds} s");
            }, cancel);
            await Note(now, cancel);
        }
        else if (now > noted + betweenNotes)
        {
            await Note(now, cancel);
        }
        seen = now;
    }

    private OperationId Operation(DateTimeOffset now) => OperationId.From(NewIds.Uuid7(now, Guid.CreateVersion7(seen).ToByteArray()));

    private async Task Note(DateTimeOffset now, CancellationToken cancel)
    {
        using var turn = await databases.Gate.Enter(cancel);
        await using var db = databases.OpenForSystem("watching the clock");
        // Not a change that anybody makes: the version stays.
        await db.Set<Installation>().ExecuteUpdateAsync(set => set.SetProperty(x => x.MachineSeen, now), cancel);
        noted = now;
    }
}
