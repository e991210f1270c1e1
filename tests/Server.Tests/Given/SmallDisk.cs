using System.Diagnostics;

namespace Guanwei.Server.Tests.Given;

/// <summary>A disk of its own that is nearly full or soon will be, mounted for the test: needs root.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly DirectoryInfo place = Directory.CreateTempSubdirectory("guanwei-disk-");

    private SmallDisk() { }

    public string Root => place.FullName;

    /// <param name="size">As mount says it: "64m". It is room only; no memory is taken for it.</param>
    public static async Task<SmallDisk> Of(string size)
    {
        Assert.SkipUnless(
            Environment.IsPrivilegedProcess && OperatingSystem.IsLinux(), "Mounting a small disk needs root on Linux.");
        var disk = new SmallDisk();
        var (code, error) = await Run("mount", "-t", "tmpfs", "-o", $"size={size},mode=0700", "tmpfs", disk.Root);
        if (code != 0)
        {
            disk.place.Delete();
            Assert.Skip($"This machine mounts no tmpfs: {error}");
        }
        return disk;
    }

    public async ValueTask DisposeAsync()
    {
        await Run("umount", Root);
        place.Delete(recursive: true);
    }

    private static async Task<(int Code, string Error)> Run(string program, params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(program, words) { RedirectStandardError = true })!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, error);
    }
}
