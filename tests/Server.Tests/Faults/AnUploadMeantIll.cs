using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Guanwei.Samples;
using Guanwei.Server.Files;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanwei.Server.Tests.Faults;

/// <summary>
/// What is sent to harm, or breaks off, leaves nothing behind: no row, no bytes, and a server that goes on.
/// </summary>
public sealed partial class AnUploadMeantIll : IAsyncDisposable
{
    private static readonly Dictionary<string, string> purpose = new() { ["purpose"] = ReceptionDesk.Document.Key };

    private readonly GuanweiHost host = new()
    {
        Replace = services => ((FilePurposes)services.Single(x => x.ServiceType == typeof(FilePurposes)).ImplementationInstance!)
            .With(ReceptionDesk.Document),
    };

    public ValueTask DisposeAsync() => host.DisposeAsync();

    public static TheoryData<string, byte[]> Harmful => new()
    {
        { "bomb.png", SamplePng.Of(SamplePng.Header(400, 400), SamplePng.Pixels(200 << 20), SamplePng.End) },
        { "huge.png", SamplePng.Of(SamplePng.Header(200_000, 200_000), SamplePng.Pixels(1000), SamplePng.End) },
        { "bomb.xlsx", SampleXlsx.Zip(("[Content_Types].xml", new byte[200 << 20]), ("xl/workbook.xml", new byte[200 << 20])) },
        { "bomb.pdf", SamplePdf.Of(objects: SamplePdf.Stream(
            "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", SamplePdf.Flate(new byte[200 << 20]))) },
        { "runs.pdf", SamplePdf.Of("/OpenAction << /S /JavaScript /JS (app.alert(1)) >>") },
        { "page.png", [.. SamplePicture.Png(640, 480), .. Encoding.ASCII.GetBytes("<script>alert(1)</script>")] },
        { "bomb.docx", SampleXlsx.Zip(("[Content_Types].xml", new byte[1000]), ("word/document.xml", new byte[200 << 20])) },
        { "nested.xlsx", SampleXlsx.Zip(("../../../../tmp/guanwei-was-here", new byte[10]), ("xl/workbook.xml", new byte[10])) },
        { "archive.zip", SampleXlsx.Zip(("a.txt", new byte[10])) },
        { "both.pdf", [.. SamplePdf.Pages(), .. SampleXlsx.Zip(("a.txt", new byte[10]))] },
        { "program.png", [0x7F, (byte)'E', (byte)'L', (byte)'F', .. new byte[200]] },
        { "nothing.png", [] },
    };

    [Theory, MemberData(nameof(Harmful))]
    public async Task Is_refused_in_words(string name, byte[] content)
    {
        using var clerk = await host.SignedIn("applicant", await host.Agency("示例县民政局"));

        var (answer, text) = await clerk.Uploads("/files", content, name, purpose, "application/json");

        Assert.True(answer.StatusCode is HttpStatusCode.UnprocessableEntity, $"{answer.StatusCode}: {text}");
        Assert.NotEmpty(JsonDocument.Parse(text).RootElement.GetProperty("reasons").EnumerateArray());
        await NothingIsThere();
    }

    [Theory]
    [InlineData("../../../../tmp/guanwei-was-here.png")]
    [InlineData("..\\..\\windows\\guanwei-was-here.png")]
    [InlineData("/etc/cron.d/guanwei-was-here.png")]
    [InlineData("C:\\guanwei-was-here.png")]
    [InlineData("%2e%2e%2fguanwei-was-here.png")]
    [InlineData("CON.png")]
    [InlineData("a;b|c$(id)`id`.png")]
    public async Task Under_a_name_that_is_a_path_is_kept_under_its_id_alone(string name)
    {
        using var clerk = await host.SignedIn("applicant", await host.Agency("示例县民政局"));

        var (answer, text) = await clerk.Uploads("/files", SamplePicture.Png(640, 480), name, purpose, "application/json");

        Assert.True(answer.StatusCode is HttpStatusCode.Created, text);
        var id = JsonDocument.Parse(text).RootElement.GetProperty("id").GetString();
        Assert.Matches("files/[0-9a-f]{2}/[0-9a-f]{32}\\.sealed$", Assert.Single(OnDisk()));
        var given = (await clerk.Fetches($"/files/{id}")).Content.Headers.ContentDisposition!;
        var shown = (given.FileNameStar ?? given.FileName)!.Trim('"');
        Assert.Equal(-1, shown.IndexOfAny(['/', '\\', '\0', '\n']));
        Assert.False(File.Exists("/tmp/guanwei-was-here.png"));
    }

    [Fact]
    public async Task Under_a_name_that_no_disk_could_hold_is_refused_and_nothing_breaks()
    {
        using var clerk = await host.SignedIn("applicant", await host.Agency("示例县民政局"));

        var (answer, text) = await clerk.Uploads(
            "/files", SamplePicture.Png(640, 480), new string('长', 5000) + ".png", purpose, "application/json");

        Assert.True(answer.StatusCode is HttpStatusCode.BadRequest, $"{answer.StatusCode}: {text}");
        await NothingIsThere();
    }

    [Fact]
    public async Task Cut_off_in_the_middle_leaves_nothing_and_the_next_is_taken()
    {
        host.UseKestrel(0);
        host.StartServer();
        var agency = await host.Agency("示例县民政局");
        var person = await host.Person("李青", agency, "applicant");
        var cookies = new CookieContainer();
        var address = host.ClientOptions.BaseAddress;
        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = address };
        using var clerk = new Clerk(browser, person.Email);
        await clerk.SignsIn();
        var html = await browser.GetStringAsync("/", TestContext.Current.CancellationToken);
        var token = Token().Match(html).Groups[1].Value;

        using (var wire = new TcpClient())
        {
            await wire.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
            var head = $"POST /files HTTP/1.1\r\nHost: {address.Authority}\r\nCookie: {cookies.GetCookieHeader(address)}\r\n"
                + $"X-CSRF-TOKEN: {token}\r\nContent-Type: multipart/form-data; boundary=cut\r\nContent-Length: 1000000\r\n\r\n"
                + "--cut\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\n" + ReceptionDesk.Document.Key + "\r\n"
                + "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\n";
            await wire.GetStream().WriteAsync(
                (byte[])[.. Encoding.ASCII.GetBytes(head), .. SamplePicture.Png(640, 480)], TestContext.Current.CancellationToken);
            // Gone without a word: the other side gets a reset.
            wire.Client.LingerState = new LingerOption(true, 0);
        }

        using var form = new MultipartFormDataContent
        {
            { new StringContent(ReceptionDesk.Document.Key), "purpose" },
            { new ByteArrayContent(SamplePicture.Png(640, 480)), "file", "公函.png" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/files") { Content = form };
        request.Headers.Add("X-CSRF-TOKEN", token);
        request.Headers.Add("Accept", "application/json");
        using var answer = await browser.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Single(OnDisk());
    }

    // The folder is made by the first file that is kept: before it there is none.
    private IReadOnlyList<string> OnDisk() => Path.Combine(host.Data, "files") is var folder && Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)]
        : [];

    private async Task NothingIsThere()
    {
        Assert.Empty(OnDisk());
        await using var db = host.Services.GetRequiredService<Databases>().OpenForSystem("test");
        Assert.Equal(0, await db.Set<StoredFile>().CountAsync());
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
