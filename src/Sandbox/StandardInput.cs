namespace Guanwei.Sandbox;

/// <summary>
/// A parent holds the other end of standard input. However it ends, kill -9 included, the kernel closes that end,
/// and the sandbox goes with it.
/// </summary>
internal static class StandardInput
{
    public static Task StopAtEnd(IHostApplicationLifetime lifetime) => Task.Run(async () =>
    {
        await using var input = Console.OpenStandardInput();
        await input.CopyToAsync(Stream.Null, lifetime.ApplicationStopping);
        lifetime.StopApplication();
    });
}
