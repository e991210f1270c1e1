using System.Diagnostics;

namespace Guanwei.Server.Tests;

/// <summary>The program as its users start it: a process of its own, from any folder.</summary>
public sealed class OwnProcess : IAsyncDisposable
{
    private readonly Process _process;

    private OwnProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public Process Process => _process;

    public static async Task<(int Code, string Output, string Error)> Run(params string[] args)
    {
        await using var program = Start(AppContext.BaseDirectory, "/", args);
        var output = program._process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = program._process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await program._process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (program._process.ExitCode, await output, await error);
    }

    /// <summary>Starts the guanwei.dll that lies in <paramref name="binaries"/>.</summary>
    public static OwnProcess Start(string binaries, string workingFolder, params IEnumerable<string> args) =>
        Start(binaries, workingFolder, [], args);

    public static OwnProcess Start(
        string binaries, string workingFolder, Dictionary<string, string> environment, IEnumerable<string> args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(binaries, "guanwei.dll"), .. args])
        {
            WorkingDirectory = workingFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new OwnProcess(Process.Start(start)!);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
