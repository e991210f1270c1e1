using System.Diagnostics;

namespace Guanwei.Browser.Tests.Given;

/// <summary>The program as it was built, started as its users start it: a process of its own.</summary>
public static class Binary
{
    /// <summary>Built and not published, its assets lie in the project's folder: that is where it starts.</summary>
    private static readonly string project = Path.Combine(FindRoot(), "src", "Server");

    public static string File { get; } = Path.Combine(project, "bin", Configuration(), "net10.0", "guanwei.dll");

    public static Process Start(params IEnumerable<string> words) => Process.Start(
        new ProcessStartInfo("dotnet", [File, .. words])
        {
            WorkingDirectory = project,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    /// <summary>Runs a word to its end and gives what it said.</summary>
    public static async Task<string> Run(params IEnumerable<string> words)
    {
        using var process = Start(words);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"guanwei {string.Join(' ', words)}: {process.ExitCode}\n{await output}\n{await error}");
        return await output;
    }

    // The tests' own output folder is …/bin/<configuration>/net10.0.
    private static string Configuration() =>
        new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)).Parent!.Name;

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder.FullName, "Guanwei.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        }
        return folder.FullName;
    }
}
