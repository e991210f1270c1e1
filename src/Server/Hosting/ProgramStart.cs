namespace Guanwei.Server.Hosting;

public static class ProgramStart
{
    /// <summary>Waits until the program serves; false when it ends instead, because a start has failed.</summary>
    public static async Task<bool> Started(this IHostApplicationLifetime program, CancellationToken stop)
    {
        var started = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var yes = program.ApplicationStarted.Register(() => started.TrySetResult(true));
        await using var no = stop.Register(() => started.TrySetResult(false));
        return await started.Task;
    }
}
