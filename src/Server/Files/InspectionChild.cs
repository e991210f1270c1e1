using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Guanwei.Server.Files;

/// <summary>How a child process ended.</summary>
public abstract record ChildEnd
{
    public sealed record Exited(int Code, string Output) : ChildEnd;
    public sealed record TimedOut : ChildEnd;
    public sealed record TooMuchOutput : ChildEnd;
}

/// <param name="Longest">From start to end; then the child and whatever it started are killed.</param>
public sealed record ChildLimits(TimeSpan Longest, int OutputBytes);

/// <summary>The program that opens foreign files in place of the server: content comes by standard input, so that no
/// plaintext lies on a disk; the environment holds none of the server's secrets; memory and time are bounded.</summary>
public sealed record InspectionChild(string File, IReadOnlyList<string> Words)
{
    /// <summary>256 MiB for managed memory, read as hexadecimal by the runtime.</summary>
    private const string HeapLimit = "0x10000000";

    /// <summary>
    /// This very program: the published binary, or `dotnet guanwei.dll` where a test runner hosts the server.
    /// </summary>
    public static InspectionChild Own()
    {
        var assembly = typeof(InspectionChild).Assembly;
        var running = Environment.ProcessPath!;
        if (Path.GetFileNameWithoutExtension(running) == assembly.GetName().Name)
            return new InspectionChild(running, []);
        // …/shared/Microsoft.NETCore.App/10.x.y/ lies three folders below the `dotnet` that runs it.
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        return new InspectionChild(Path.Combine(root, "dotnet"), [assembly.Location]);
    }

    /// <summary>Feeds the content, waits for the end. A failing source throws; a failing child never does.</summary>
    public async Task<ChildEnd> Run(
        IEnumerable<string> words, Dictionary<string, string> more, Stream content, ChildLimits limits, CancellationToken stop)
    {
        using var child = Process.Start(Start(words, more)) ?? throw new Win32Exception();
        using var time = CancellationTokenSource.CreateLinkedTokenSource(stop);
        time.CancelAfter(limits.Longest);
        var feeding = Feed(content, child.StandardInput.BaseStream, time.Token);
        var errors = child.StandardError.BaseStream.CopyToAsync(Stream.Null, time.Token);
        try
        {
            var output = await ReadUpTo(child.StandardOutput.BaseStream, limits.OutputBytes, time.Token);
            if (output is null)
                return new ChildEnd.TooMuchOutput();
            await Task.WhenAll(feeding, errors, child.WaitForExitAsync(time.Token));
            return new ChildEnd.Exited(child.ExitCode, output);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new ChildEnd.TimedOut();
        }
        finally
        {
            // Nobody reads the caller's content once this returns.
            await time.CancelAsync();
            await End(child);
            await Task.WhenAll(feeding, errors).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private ProcessStartInfo Start(IEnumerable<string> words, Dictionary<string, string> more)
    {
        var start = new ProcessStartInfo(File)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var word in Words.Concat(words))
            start.ArgumentList.Add(word);

        start.Environment.Clear();
        foreach (var name in new[] { "PATH", "DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_ROOT_ARM64" })
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
                start.Environment[name] = value;
        }
        // The console's encoding follows LANG.
        start.Environment["LANG"] = "C.UTF-8";
        start.Environment["DOTNET_GCHeapHardLimit"] = HeapLimit;
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        foreach (var (name, value) in more)
            start.Environment[name] = value;
        return start;
    }

    private static async Task Feed(Stream content, Stream input, CancellationToken stop)
    {
        var buffer = new byte[SealedFile.ChunkBytes];
        await using (input)
        {
            int count;
            while ((count = await content.ReadAsync(buffer, stop)) > 0)
            {
                try
                {
                    await input.WriteAsync(buffer.AsMemory(0, count), stop);
                }
                catch (IOException)
                {
                    return; // It has seen enough, or died: its exit code says which.
                }
            }
        }
    }

    private static async Task<string?> ReadUpTo(Stream output, int limit, CancellationToken stop)
    {
        using var memory = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await output.ReadAsync(buffer, stop)) > 0)
        {
            if (memory.Length + count > limit)
                return null;
            memory.Write(buffer, 0, count);
        }
        return Encoding.UTF8.GetString(memory.GetBuffer(), 0, (int)memory.Length);
    }

    private static async Task End(Process child)
    {
        if (child.HasExited)
            return;
        child.Kill(entireProcessTree: true);
        await child.WaitForExitAsync(CancellationToken.None);
    }
}
