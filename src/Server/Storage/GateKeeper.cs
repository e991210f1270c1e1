using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Guanwei.Server.Storage;

/// <summary>
/// Takes the writer gate around a save that stands alone (sign-in stores do that); actions hold it for their
/// transaction.
/// </summary>
internal sealed class GateKeeper(WriterGate gate) : SaveChangesInterceptor
{
    private readonly ConditionalWeakTable<DbContext, WriterGate.Pass> passes = [];

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData data, InterceptionResult<int> result, CancellationToken cancel = default)
    {
        if (data.Context is PlatformDb { HoldsGate: false } db)
        {
            passes.AddOrUpdate(db, await gate.Enter(cancel));
        }
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData data, int result, CancellationToken cancel = default)
    {
        Leave(data.Context);
        return ValueTask.FromResult(result);
    }

    public override Task SaveChangesFailedAsync(DbContextErrorEventData data, CancellationToken cancel = default)
    {
        Leave(data.Context);
        return Task.CompletedTask;
    }

    public override Task SaveChangesCanceledAsync(DbContextEventData data, CancellationToken cancel = default)
    {
        Leave(data.Context);
        return Task.CompletedTask;
    }

    private void Leave(DbContext? db)
    {
        if (db is not null && passes.TryGetValue(db, out var pass))
        {
            passes.Remove(db);
            pass.Dispose();
        }
    }
}
