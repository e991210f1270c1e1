using System.Collections.Concurrent;
using System.Diagnostics;

namespace Guanwei.Benchmarks;

/// <summary>
/// Two hundred people have signed in and go from page to page, each looking at one for 1–3 s: supervisors of the province, of
/// prefectures and counties, and applicants. They share the machine with the server, so their own work is in the waiting times.
/// </summary>
internal static class Browse
{
    private const int SigningInAtOnce = 4;
    private static readonly double[] shares = [0.5, 0.95, 0.99];
    private static readonly TimeSpan settling = TimeSpan.FromSeconds(10);

    public static async Task<int> Run(Options options)
    {
        var published = await PublishedServer.Publish();
        var (installation, filling) = await FilledInstallation.Make(options, options.Accounts);
        await using var kept = installation;
        await using var server = await PublishedServer.Start(published, installation, null, "--SignIn:AttemptsPerMinute=1000000");
        var people = People(filling, options.People).Select(official => new Visitor(server.Address, official)).ToList();
        await Parallel.ForEachAsync(
            people, new ParallelOptions { MaxDegreeOfParallelism = SigningInAtOnce }, async (person, _) => await person.SignIn());
        // Everybody has looked around once before the clock runs.
        var first = new ConcurrentBag<Seen>();
        await Walk(people, settling, first);
        var (memory, processor, began) = (server.ResidentMegabytes, server.ProcessorTime, Stopwatch.GetTimestamp());
        var seen = new ConcurrentBag<Seen>();
        await Walk(people, options.Browsing, seen);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var used = (server.ProcessorTime - processor).TotalSeconds;
        var report = new Report($"browse, {people.Count} people for {options.Browsing.TotalSeconds:0} s, {filling.Rows} rows", options);
        var failed = first.Concat(seen).Where(one => one.Trouble is not null).ToList();
        report.Add("errors, the first look around included", $"{failed.Count} of {first.Count + seen.Count} pages", "none", failed.Count == 0);
        foreach (var kind in seen.GroupBy(one => one.Kind).OrderBy(kind => kind.Key).Prepend(seen.GroupBy(_ => "all pages").Single()))
        {
            List<double> times = [.. kind.Select(one => one.Milliseconds)];
            report.Add(
                $"{kind.Key}: {times.Count}, p50 / p95 / p99, ms",
                string.Join(" / ", shares.Select(share => Numbers.Say(Numbers.Percentile(times, share), "0"))));
        }
        report.Add("pages a second", Numbers.Say(seen.Count / seconds, "0"));
        report.Add("processor time of the server for a page, ms", Numbers.Say(used * 1000 / seen.Count, "0.0"));
        report.Add("cores that the server kept busy", Numbers.Say(used / seconds, "0.00"));
        report.Add(
            "resident before / after / most, MB", $"{memory:0} / {server.ResidentMegabytes:0} / {server.PeakMegabytes:0}");
        foreach (var trouble in failed.GroupBy(one => one.Trouble).Take(5))
        {
            Console.Error.WriteLine($"{trouble.Count()} × {trouble.Key}");
        }
        people.ForEach(person => person.Dispose());
        return report.Print();
    }

    /// <summary>One in twenty from the province, three from prefectures, six from counties, the others apply.</summary>
    private static IEnumerable<Filling.Official> People(Filling filling, int count)
    {
        // The province's five stand first, then each prefecture's five followed by those of its counties.
        var province = filling.Supervisors.Where(x => x.Agency == filling.Province).ToList();
        var others = filling.Supervisors.Where(x => x.Agency != filling.Province).ToList();
        for (var number = 0; number < count; number++)
        {
            yield return (number % 20) switch
            {
                0 when number / 20 < province.Count => province[number / 20],
                < 10 => others[number * 17 % others.Count],
                _ => filling.Applicants[number * 29 % filling.Applicants.Count],
            };
        }
    }

    private static Task Walk(List<Visitor> people, TimeSpan length, ConcurrentBag<Seen> seen) =>
        Task.WhenAll(people.Select((person, number) => new Round(person, number, seen).Go(length)));
}

/// <summary>One page that somebody opened.</summary>
internal sealed record Seen(string Kind, double Milliseconds, string? Trouble);
