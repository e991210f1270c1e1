using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;

namespace Guanwei.Benchmarks;

/// <summary>
/// What three pages weigh in Chromium: an empty cache and no connection first, then the same page again. Counted are the bytes on the
/// wire, heads included, of everything the browser asks for.
/// </summary>
internal static class Weight
{
    private const int MostColdKilobytes = 100;
    private const int MostColdRequests = 12;
    private const int MostWarmKilobytes = 15;

    public static async Task<int> Run(Options options)
    {
        var published = await PublishedServer.Publish();
        var (installation, filling) = await FilledInstallation.Make(options, options.Accounts);
        await using var kept = installation;
        await using var server = await PublishedServer.Start(published, installation);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("GUANWEI_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        });
        var report = new Report("weight of a page, Chromium", options);
        var supervisor = filling.Supervisors.First(official => official.Agency == filling.Province);
        await Weigh(browser, server, supervisor, "registry", (_, _) => Task.FromResult("/accounts"), report);
        await Weigh(browser, server, supervisor, "desk", (_, _) => Task.FromResult("/desk"), report);
        foreach (var step in new[] { "name", "staff", "documents" })
        {
            await Weigh(browser, server, filling.Applicants[0], $"application form, {step}", async (page, address) =>
            {
                await page.GotoAsync(new Uri(address, "/applications?state=Draft").ToString());
                var timeline = await page.Locator("#results a[href^='/applications/aq_']").First.GetAttributeAsync("href");
                return $"{timeline}/{step}";
            }, report);
        }
        return report.Print();
    }

    /// <summary>The bytes are Chromium's; only what came over the network counts, not what its cache gave.</summary>
    private sealed class Counter
    {
        private readonly ConcurrentDictionary<string, bool> _cached = [];

        public double Bytes { get; private set; }

        public int Requests { get; private set; }

        public static async Task<Counter> On(IPage page)
        {
            var counter = new Counter();
            var session = await page.Context.NewCDPSessionAsync(page);
            session.Event("Network.requestServedFromCache").OnEvent += (_, told) =>
                counter._cached[told!.Value.GetProperty("requestId").GetString()!] = true;
            session.Event("Network.loadingFinished").OnEvent += (_, told) => counter.Add(told!.Value);
            await session.SendAsync("Network.enable");
            return counter;
        }

        private void Add(JsonElement finished)
        {
            var bytes = finished.GetProperty("encodedDataLength").GetDouble();
            if (bytes > 0 && !_cached.ContainsKey(finished.GetProperty("requestId").GetString()!))
            {
                Bytes += bytes;
                Requests++;
            }
        }

        public void Clear() => (Bytes, Requests) = (0, 0);
    }

    private static async Task Weigh(
        IBrowser browser, PublishedServer server, Filling.Official official, string name, Func<IPage, Uri, Task<string>> find, Report report)
    {
        var (cookies, path) = await SignIn(browser, server.Address, official, find);
        await using var context = await browser.NewContextAsync();
        await context.AddCookiesAsync(cookies);
        var page = await context.NewPageAsync();
        var counter = await Counter.On(page);
        var address = new Uri(server.Address, path).ToString();
        await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
        var (kilobytes, requests) = (counter.Bytes / 1024, counter.Requests);
        report.Add($"{name}: cold, KB", Numbers.Say(kilobytes, "0.0"), $"≤ {MostColdKilobytes}", kilobytes <= MostColdKilobytes);
        report.Add($"{name}: cold, requests", $"{requests}", $"≤ {MostColdRequests}", requests is > 0 and <= MostColdRequests);
        counter.Clear();
        // Not a reload, which asks for everything again: the page is come to a second time.
        await page.GotoAsync("about:blank");
        await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
        kilobytes = counter.Bytes / 1024;
        report.Add(
            $"{name}: warm, KB ({counter.Requests} requests)", Numbers.Say(kilobytes, "0.0"), $"≤ {MostWarmKilobytes}",
            kilobytes is > 0 and <= MostWarmKilobytes);
    }

    private static async Task<(Cookie[] Cookies, string Path)> SignIn(
        IBrowser browser, Uri address, Filling.Official official, Func<IPage, Uri, Task<string>> find)
    {
        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(address, "/sign-in").ToString());
        await page.Locator("[name=email]").FillAsync(official.Email);
        await page.Locator("[name=password]").FillAsync(Filling.Password);
        await page.Locator(".form-actions button[type=submit]").ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
        var path = await find(page, address);
        var cookies = await context.CookiesAsync();
        return ([.. cookies.Select(cookie => new Cookie
        {
            Name = cookie.Name, Value = cookie.Value, Domain = cookie.Domain, Path = cookie.Path, HttpOnly = cookie.HttpOnly,
        })], path);
    }
}
