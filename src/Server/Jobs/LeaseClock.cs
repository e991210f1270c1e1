using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Jobs;

/// <summary>
/// The clock that leases run on: the machine's where one process has the database, the database's own where several
/// machines share it, because a node whose clock is ahead would take living nodes for dead.
/// </summary>
public static class LeaseClock
{
    public static async ValueTask<DateTimeOffset> Now(PlatformDb db, Clock clock, CancellationToken cancel)
    {
        if (db is SqlitePlatformDb)
        {
            return clock.Machine;
        }
        // Raw SQL that reads no table: the server's clock has no other expression.
#pragma warning disable RS0030
        var now = await db.Database.SqlQuery<DateTimeOffset>($"SELECT clock_timestamp() AS \"Value\"").SingleAsync(cancel);
#pragma warning restore RS0030
        return now.ToUniversalTime();
    }
}
