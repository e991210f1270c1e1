using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Guanwei.Benchmarks;

/// <summary>
/// Puts files out of the page cache. What a running process has mapped stays in, the bench's own .NET too: the server is therefore
/// started on a copy of the runtime that nobody else uses.
/// </summary>
internal sealed class ColdFiles : IAsyncDisposable
{
    private const int DontNeed = 4; // POSIX_FADV_DONTNEED

    public string Runtime { get; } = Path.Combine(Path.GetTempPath(), $"guanwei-bench-runtime-{Environment.ProcessId}");

    public static async Task<ColdFiles> Make()
    {
        var cold = new ColdFiles();
        // …/dotnet/shared/Microsoft.NETCore.App/10.0.x
        var installed = new FileInfo(typeof(object).Assembly.Location).Directory!.Parent!.Parent!.Parent!.FullName;
        Directory.CreateDirectory(cold.Runtime);
        await PublishedServer.Run("cp", "-a", Path.Combine(installed, "host"), Path.Combine(installed, "shared"), cold.Runtime);
        return cold;
    }

    public async Task Drop(params IEnumerable<string> folders)
    {
        // What is not on the disk yet cannot be put out.
        await PublishedServer.Run("sync");
        foreach (var file in folders.Prepend(Runtime).SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)))
        {
            using var handle = File.OpenHandle(file, share: FileShare.ReadWrite);
            if (Advise(handle, 0, 0, DontNeed) != 0)
            {
                throw new InvalidOperationException($"{file} stays in the cache.");
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Runtime, recursive: true);
        return ValueTask.CompletedTask;
    }

    [DllImport("libc", EntryPoint = "posix_fadvise")]
    private static extern int Advise(SafeFileHandle file, long offset, long length, int advice);
}
