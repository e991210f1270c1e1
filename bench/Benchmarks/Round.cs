using System.Collections.Concurrent;
using System.Diagnostics;

namespace Guanwei.Benchmarks;

/// <summary>One person's way through the pages: lists, filters, and what a list just seen leads to.</summary>
internal sealed class Round(Visitor person, int number, ConcurrentBag<Seen> seen)
{
    private static readonly string[] filters =
    [
        "?q=5", "?type=service", "?standing=expiring", "?standing=expired", "?sort=expires", "?sort=-name", "?sort=agency", "?page=3",
        "?type=subscription&standing=valid&sort=-expires",
    ];

    // The same people go the same ways in every run.
    private readonly Random _chance = new(number);
    private readonly Dictionary<string, List<string>> _links = [];

    public async Task Go(TimeSpan length)
    {
        var began = Stopwatch.GetTimestamp();
        await Task.Delay(_chance.Next(2_000));
        while (Stopwatch.GetElapsedTime(began) < length)
        {
            var (kind, path) = Next();
            await Open(kind, path);
            await Task.Delay(_chance.Next(1_000, 3_000));
        }
    }

    private async Task Open(string kind, string path)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            var (page, took) = await person.Open(path);
            seen.Add(new Seen(kind, took, null));
            if (kind is "registry" or "registry, filtered")
            {
                _links["account"] = [.. Visitor.Links(page, "/accounts/ac_")];
            }
            if (kind == "applications")
            {
                _links["timeline"] = [.. Visitor.Links(page, "/applications/aq_").Where(link => link.Count(x => x == '/') == 2)];
            }
            if (kind == "review queue")
            {
                _links["review"] = [.. Visitor.Links(page, "/review/aq_")];
            }
        }
        catch (Exception trouble) when (trouble is HttpRequestException or TaskCanceledException)
        {
            seen.Add(new Seen(kind, Stopwatch.GetElapsedTime(began).TotalMilliseconds, $"{kind}: {trouble.Message}"));
        }
    }

    private (string Kind, string Path) Next()
    {
        var supervises = person.Official.Role == "supervisor";
        return _chance.Next(10) switch
        {
            0 => ("desk", "/desk"),
            1 or 2 => ("registry", "/accounts"),
            3 or 4 => ("registry, filtered", "/accounts" + filters[_chance.Next(filters.Length)]),
            5 => Linked("account", ("registry", "/accounts")),
            6 => ("applications", "/applications"),
            7 or 8 => Linked("timeline", ("applications", "/applications")),
            _ when supervises && _chance.Next(2) == 0 => Linked("review", ("review queue", "/review")),
            _ when supervises => ("review queue", "/review"),
            _ => ("desk", "/desk"),
        };
    }

    private (string, string) Linked(string kind, (string, string) list) =>
        _links.GetValueOrDefault(kind) is { Count: > 0 } links ? (kind, links[_chance.Next(links.Count)]) : list;
}
