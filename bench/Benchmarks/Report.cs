using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Guanwei.Benchmarks;

/// <summary>What was measured, as a table for docs/measured.md, with the machine and the commit it was measured on.</summary>
internal sealed class Report(string what, Options options)
{
    private readonly List<(string What, string Measured, string Goal, bool? Met)> _rows = [];

    public void Add(string what, string measured) => _rows.Add((what, measured, "", null));

    public void Add(string what, string measured, string goal, bool met) => _rows.Add((what, measured, goal, met));

    /// <summary>1 when a goal is missed.</summary>
    public int Print()
    {
        var now = DateTimeOffset.UtcNow.ToString("d MMMM yyyy HH:mm 'UTC'", CultureInfo.InvariantCulture);
        Console.WriteLine();
        Console.WriteLine($"{what}, {(options.Postgres is null ? "SQLite" : "PostgreSQL")}; {now}, commit {Commit()}");
        Console.WriteLine(
            $"{Environment.ProcessorCount} × {Processor()}, {RuntimeInformation.FrameworkDescription}, load {Load()} at the end");
        Console.WriteLine();
        Console.WriteLine("| | measured | goal | |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var (row, measured, goal, met) in _rows)
        {
            Console.WriteLine($"| {row} | {measured} | {goal} | {met switch { true => "met", false => "**missed**", _ => "" }} |");
        }
        return _rows.Any(row => row.Met is false) ? 1 : 0;
    }

    private static string Commit()
    {
        var changed = Git("status --porcelain --untracked-files=no").Length > 0;
        return Git("rev-parse --short HEAD") + (changed ? " with changes" : "");
    }

    private static string Git(string arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = PublishedServer.Root(), RedirectStandardOutput = true,
        })!;
        return git.StandardOutput.ReadToEnd().Trim();
    }

    private static string Processor() => File.ReadLines("/proc/cpuinfo")
        .First(line => line.StartsWith("model name", StringComparison.Ordinal)).Split(':')[1].Trim();

    private static string Load() => File.ReadAllText("/proc/loadavg").Split(' ')[0];
}
