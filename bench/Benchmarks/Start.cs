namespace Guanwei.Benchmarks;

/// <summary>
/// Start of the process to ready on a filled installation, with the silo and without, on a cold and a warm file cache, and what the
/// idle server takes. The two are run in turns, so that whatever else the machine does falls on both.
/// </summary>
internal static class Start
{
    private const double MostSeconds = 3;
    private static readonly TimeSpan idle = TimeSpan.FromSeconds(20);

    private sealed class Series
    {
        public List<double> Ready { get; } = [];

        public List<double> Processor { get; } = [];

        public List<double> ProcessorIdle { get; } = [];

        public List<double> Memory { get; } = [];
    }

    public static async Task<int> Run(Options options)
    {
        var servers = new[] { ("with the silo", await PublishedServer.Publish()), ("without", await WithoutSilo.Publish()) };
        var (installation, filling) = await FilledInstallation.Make(options, options.Accounts);
        await using var kept = installation;
        await using var cold = await ColdFiles.Make();
        var found = servers.ToDictionary(server => server.Item1, _ => (Cold: new Series(), Warm: new Series()));
        for (var run = 0; run <= options.Runs; run++)
        {
            foreach (var (name, published) in servers)
            {
                await cold.Drop(published, installation.Data);
                // The first round is not counted: it seals, plants timers and lets the operating system settle.
                await Once(published, installation, cold.Runtime, run == 0 ? new Series() : found[name].Cold, TimeSpan.FromSeconds(2));
                await Once(published, installation, cold.Runtime, run == 0 ? new Series() : found[name].Warm, idle);
            }
        }
        var report = new Report($"start, {filling.Rows} rows, median (lowest–highest) of {options.Runs}", options);
        foreach (var (name, (coldly, warm)) in found)
        {
            Say(report, name, coldly.Ready, "cold file cache", name != "without");
            Say(report, name, warm.Ready, "warm", name != "without");
            report.Add($"{name}: processor time until ready, warm, s", Numbers.Spread(warm.Processor, "0.00"));
            report.Add($"{name}: processor time of {idle.TotalSeconds:0} s idle, s", Numbers.Spread(warm.ProcessorIdle, "0.00"));
            report.Add($"{name}: resident after {idle.TotalSeconds:0} s idle, MB", Numbers.Spread(warm.Memory, "0"));
        }
        return report.Print();
    }

    private static void Say(Report report, string name, List<double> seconds, string cache, bool isGoal)
    {
        var (what, measured) = ($"{name}: start to ready, {cache}, s", Numbers.Spread(seconds, "0.00"));
        if (isGoal)
        {
            report.Add(what, measured, $"≤ {MostSeconds:0}", Numbers.Median(seconds) <= MostSeconds);
        }
        else
        {
            report.Add(what, measured);
        }
    }

    private static async Task Once(
        string published, FilledInstallation installation, string runtime, Series series, TimeSpan idle)
    {
        await using var server = await PublishedServer.Start(published, installation, runtime);
        series.Ready.Add(server.UntilReady.TotalSeconds);
        var processor = server.ProcessorTime;
        series.Processor.Add(processor.TotalSeconds);
        await Task.Delay(idle);
        series.ProcessorIdle.Add((server.ProcessorTime - processor).TotalSeconds);
        series.Memory.Add(server.ResidentMegabytes);
    }
}
