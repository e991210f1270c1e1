using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Guanwei.Server.Tests.Given;
using Guanwei.Server.Tests.Ui;

namespace Guanwei.Server.Tests.Faults;

/// <summary>
/// Bodies that no browser sends: whatever route they are sent to, the sender is told, and nothing of ours breaks.
/// </summary>
public sealed class AFormMeantIll : IAsyncDisposable
{
    private const string Boundary = "----seam";
    private static readonly bool isLong = Environment.GetEnvironmentVariable("GUANWEI_LONG") == "1";

    private readonly GuanweiHost host = new();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    public static TheoryData<string, string, byte[]> Unreadable
    {
        get
        {
            const string multipart = $"multipart/form-data; boundary={Boundary}";
            var named = "Content-Disposition: form-data; name=\"name\"";
            return new()
            {
                { "no seam named", "multipart/form-data", Body(Part(named, "x")) },
                { "a seam without end", $"multipart/form-data; boundary={new string('s', 3000)}", Body(Part(named, "x")) },
                { "cut off in a header", multipart, Body(Part(named, "x"))[..30] },
                { "cut off in a value", multipart, Body(Part(named, new string('x', 5000)))[..3000] },
                { "headers without end", multipart, Body(Part(named + "\r\nX-Long: " + new string('x', 20_000), "x")) },
                { "more headers than any", multipart, Body(Part(named + string.Concat(Enumerable.Range(0, 100).Select(n => $"\r\nX-{n}: y")), "x")) },
                { "a header that is none", multipart, Body(Part("Content-Disposition form-data", "x")) },
                { "a field in UTF-7", multipart, Body(Part(named + "\r\nContent-Type: text/plain; charset=utf-7", "x")) },
                { "a plain form in UTF-7", "application/x-www-form-urlencoded; charset=utf-7", "name=x"u8.ToArray() },
                { "fields without end", multipart, Body([.. Enumerable.Range(0, 2000).Select(n => Part($"{named[..^1]}{n}\"", "x"))]) },
                { "a NUL in a value", multipart, Body(Part(named, "a\0b")) },
                { "a NUL in a plain form", "application/x-www-form-urlencoded", "name=a%00b"u8.ToArray() },
                { "a value without end", "application/x-www-form-urlencoded", Encoding.ASCII.GetBytes("name=" + new string('x', 5 << 20)) },
                { "a key without end", "application/x-www-form-urlencoded", Encoding.ASCII.GetBytes(new string('x', 5000) + "=1") },
            };
        }
    }

    [Theory, MemberData(nameof(Unreadable))]
    public async Task Is_refused_as_a_bad_request_in_plain_words(string what, string type, byte[] body)
    {
        using var clerk = await host.SignedIn("applicant", await host.Agency("示例县民政局"));

        var (page, html) = await Sends(clerk, "/applications/new", type, body, "text/html");
        var (problem, json) = await Sends(clerk, "/files", type, body, "application/json");

        Assert.True(page.StatusCode is HttpStatusCode.BadRequest, $"{what}: {page.StatusCode}");
        Assert.Contains("请求有误", html, StringComparison.Ordinal);
        Assert.True(problem.StatusCode is HttpStatusCode.BadRequest, $"{what}: {problem.StatusCode} {json}");
        Assert.Equal("application/problem+json", problem.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Is_refused_on_every_route_before_anything_is_done()
    {
        using var clerk = await host.SignedIn("applicant", await host.Agency("示例县民政局"));
        var body = Body(Part("Content-Disposition: form-data; name=\"a\"\r\nX-Long: " + new string('x', 20_000), "x"));
        var wrong = new List<string>();
        foreach (var route in Route.Of(host).Where(route => !route.IsSafe && !route.IsApi))
        {
            var (answer, _) = await Sends(clerk, route.Path(_ => "1"), $"multipart/form-data; boundary={Boundary}", body, "text/html");
            // The right to the verb is asked before its form is read.
            if (answer.StatusCode is not (HttpStatusCode.BadRequest or HttpStatusCode.Forbidden))
            {
                wrong.Add($"{route}: {answer.StatusCode}");
            }
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_NUL_in_an_address_is_refused_too()
    {
        using var clerk = await host.SignedIn("applicant", await host.Agency("示例县民政局"));

        var (answer, html) = await clerk.Opens("/applications?q=a%00b");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("请求有误", html, StringComparison.Ordinal);
    }

    /// <summary>GUANWEI_SEED repeats a run that failed.</summary>
    [Fact]
    public async Task Made_by_chance_from_a_good_one_never_breaks_the_server()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("GUANWEI_SEED"), out var given) ? given : Random.Shared.Next();
        var chance = new Random(seed);
        using var clerk = await host.SignedIn("applicant", await host.Agency("示例县民政局"));
        var token = await clerk.TokenOf("/");
        // An unknown purpose: refused before the inspection, which would start a process each time.
        var good = Body(
            Part("Content-Disposition: form-data; name=\"__RequestVerificationToken\"", token),
            Part("Content-Disposition: form-data; name=\"purpose\"", "none"),
            Part("Content-Disposition: form-data; name=\"operation\"", $"{House.NewOperation()}"),
            Part("Content-Disposition: form-data; name=\"file\"; filename=\"公函.png\"\r\nContent-Type: image/png", "\u0089PNG\r\n"));
        var told = new SortedDictionary<HttpStatusCode, int>();
        for (var round = 0; round < (isLong ? 100_000 : 1_500); round++)
        {
            var body = Spoilt(good, chance);
            var (answer, _) = await Sends(
                clerk, "/files", $"multipart/form-data; boundary={Boundary}", body, "application/json", chance.Next(2) == 0 ? token : null);
            Assert.True(
                answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity,
                $"GUANWEI_SEED={seed}, round {round}: {answer.StatusCode}\n{Convert.ToBase64String(body)}");
            told[answer.StatusCode] = told.GetValueOrDefault(answer.StatusCode) + 1;
        }
        // Both kinds: neither is everything thrown out unread, nor does everything pass.
        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.UnprocessableEntity], told.Keys);
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}: {string.Join(", ", told)}");
    }

    private static byte[] Spoilt(byte[] good, Random chance)
    {
        var body = good.ToList();
        for (var wounds = chance.Next(1, 5); wounds > 0 && body.Count > 0; wounds--)
        {
            var at = chance.Next(body.Count);
            var length = Math.Min(chance.Next(1, 80), body.Count - at);
            switch (chance.Next(6))
            {
                case 0:
                    body[at] = (byte)chance.Next(256);
                    break;
                case 1:
                    body.RemoveRange(at, length);
                    break;
                case 2:
                    body.InsertRange(chance.Next(body.Count), body.GetRange(at, length));
                    break;
                case 3:
                    body.InsertRange(at, Pieces[chance.Next(Pieces.Length)]);
                    break;
                case 4:
                    body.RemoveRange(at, body.Count - at);
                    break;
                default:
                    body.InsertRange(at, Enumerable.Repeat((byte)chance.Next(256), chance.Next(40_000)));
                    break;
            }
        }
        return [.. body];
    }

    private static readonly byte[][] Pieces =
    [
        "\r\n"u8.ToArray(), "\r\n\r\n"u8.ToArray(), Encoding.ASCII.GetBytes($"\r\n--{Boundary}\r\n"),
        Encoding.ASCII.GetBytes($"\r\n--{Boundary}--\r\n"), [0], [0xFF, 0xFE], "\""u8.ToArray(), "; name*=utf-7''+AAA"u8.ToArray(),
        "\r\nContent-Type: text/plain; charset=utf-7"u8.ToArray(), "\r\nContent-Length: 999999999999999999999"u8.ToArray(),
        "\r\nContent-Disposition: form-data; filename=\"\""u8.ToArray(), "\r\nContent-Type: multipart/mixed; boundary=a"u8.ToArray(),
    ];

    private static async Task<(HttpResponseMessage Answer, string Text)> Sends(
        Browser clerk, string path, string type, byte[] body, string accept, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        request.Headers.Add("Accept", accept);
        if (token is not null)
        {
            request.Headers.Add("X-CSRF-TOKEN", token);
        }
        return await clerk.Sends(request);
    }

    private static string Part(string headers, string value) => $"--{Boundary}\r\n{headers}\r\n\r\n{value}\r\n";

    private static byte[] Body(params string[] parts) => Encoding.UTF8.GetBytes($"{string.Concat(parts)}--{Boundary}--\r\n");
}
