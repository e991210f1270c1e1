using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace Guanwei.Benchmarks;

/// <summary>Somebody with a browser: cookies of their own, brotli, the sign-in form filled in as everybody does.</summary>
internal sealed partial class Visitor : IDisposable
{
    private const string Browser =
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

    private readonly HttpClient _http;

    public Visitor(Uri address, Filling.Official official)
    {
        Official = official;
        _http = new HttpClient(new SocketsHttpHandler
        {
            CookieContainer = new CookieContainer(), AutomaticDecompression = DecompressionMethods.Brotli, AllowAutoRedirect = false,
        })
        {
            BaseAddress = address, Timeout = TimeSpan.FromSeconds(30),
        };
        _http.DefaultRequestHeaders.Add("Accept", "text/html");
        _http.DefaultRequestHeaders.Add("User-Agent", Browser);
    }

    public Filling.Official Official { get; }

    public async Task SignIn()
    {
        var form = await _http.GetStringAsync("/sign-in");
        var token = Token().Match(form).Groups[1].Value;
        using var answer = await _http.PostAsync("/sign-in", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = token, ["email"] = Official.Email, ["password"] = Filling.Password,
        }));
        if (answer.StatusCode is not (HttpStatusCode.Redirect or HttpStatusCode.SeeOther)
            || answer.Headers.Location?.ToString().Contains("sign-in", StringComparison.Ordinal) is not false)
        {
            throw new InvalidOperationException($"{Official.Email} could not sign in: {answer.StatusCode} {answer.Headers.Location}");
        }
    }

    /// <summary>The page's text and how long it took, the last byte included. Throws for anything but a whole page.</summary>
    public async Task<(string Page, double Milliseconds)> Open(string path)
    {
        var began = Stopwatch.GetTimestamp();
        using var answer = await _http.GetAsync(path);
        var page = await answer.Content.ReadAsStringAsync();
        var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        return answer.StatusCode == HttpStatusCode.OK && page.EndsWith("</html>", StringComparison.Ordinal)
            ? (page, took)
            : throw new HttpRequestException($"{path}: {(int)answer.StatusCode} {answer.Headers.Location}", null, answer.StatusCode);
    }

    /// <summary>Where the links of a page lead, as far as they begin so.</summary>
    public static List<string> Links(string page, string beginning) =>
        [.. Link().Matches(page).Select(link => link.Groups[1].Value)
            .Where(link => link.StartsWith(beginning, StringComparison.Ordinal)).Distinct()];

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("href=\"([^\"]+)\"")]
    private static partial Regex Link();
}
