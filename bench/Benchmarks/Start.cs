using System.Globalization;

namespace Guanwei.Benchmarks;

/// <summary>Goal: published, on a filled database, start to ready ≤ 3 s with the silo; resident memory when idle is reported.</summary>
internal static class Start
{
    public static async Task<int> Run(string[] options)
    {
        var data = Options.Text(options, "--data") ?? throw new ArgumentException("--data DIR: an installation, best a filled one.");
        var runs = int.Parse(Options.Text(options, "--runs") ?? "5", CultureInfo.InvariantCulture);
        var published = await PublishedServer.Publish();
        var seconds = new List<double>();
        var megabytes = new List<double>();
        for (var run = 0; run < runs; run++)
        {
            await using var server = await PublishedServer.Start(published, data);
            seconds.Add(server.UntilReady.TotalSeconds);
            await Task.Delay(TimeSpan.FromSeconds(5));
            megabytes.Add(server.ResidentBytes / 1048576.0);
        }
        Console.WriteLine($"start to ready, s: median {Options.Median(seconds):0.00}, all {Options.List(seconds)}");
        Console.WriteLine($"resident after 5 s idle, MB: median {Options.Median(megabytes):0}, all {Options.List(megabytes)}");
        return Options.Median(seconds) <= 3 ? 0 : 1;
    }
}
