using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guanwei.Browser.Tests.Given;

/// <summary>
/// Somebody at a browser who reads and clicks: <c>await applicant.Fills("统一社会信用代码", code)</c>. Whatever the browser
/// complains about is kept, and fails the test at the end.
/// </summary>
public sealed partial class Visitor : IAsyncDisposable
{
    /// <summary>Milliseconds; a loaded machine is slow, and waiting costs nothing where all is well.</summary>
    private const int Patience = 30_000;

    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];
    private readonly List<string> _seen = [];

    private Visitor(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.SetDefaultTimeout(Patience);
        page.Console += (_, message) =>
        {
            // The browser notes every refused form (422) and every page that is not there (404); both are answers.
            if (message.Type is "error" or "warning" && !ExpectedStatus().IsMatch(message.Text))
            {
                _complaints.Add($"{page.Url}: {message.Type}: {message.Text}");
            }
        };
        page.FrameNavigated += (_, frame) =>
        {
            if (frame == page.MainFrame && Uri.TryCreate(frame.Url, UriKind.Absolute, out var at))
            {
                _seen.Add(at.AbsolutePath);
            }
        };
        page.PageError += (_, error) => _complaints.Add($"{page.Url}: {error}");
        page.RequestFailed += (_, request) =>
        {
            // Leaving a page ends what it was still asking for.
            if (request.Failure != "net::ERR_ABORTED")
            {
                _complaints.Add($"{request.Method} {request.Url}: {request.Failure}");
            }
        };
        page.Response += (_, response) =>
        {
            if (response.Status >= 500 || (response.Status == 404 && response.Request.ResourceType != "document"))
            {
                _complaints.Add($"{response.Request.Method} {response.Url}: {response.Status}");
            }
        };
    }

    public IPage Page { get; }

    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>Paths of all pages that were open, in order.</summary>
    public IReadOnlyList<string> Seen => _seen;

    public static async Task<Visitor> At(
        IBrowser browser, string address, string language = "zh-CN", bool script = true)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = address,
            Locale = language,
            TimezoneId = "Asia/Shanghai",
            ViewportSize = new() { Width = Pictures.Desk, Height = 900 },
            JavaScriptEnabled = script,
        });
        return new Visitor(context, await context.NewPageAsync());
    }

    public async Task Opens(string path) => await Page.GotoAsync(path);

    /// <summary>These words stand on the page, in any order.</summary>
    public async Task Reads(params string[] words)
    {
        foreach (var word in words)
        {
            await Expect(Page.Locator("body")).ToContainTextAsync(word, new() { Timeout = Patience });
        }
    }

    public static async Task ReadsIn(ILocator within, string words) =>
        await Expect(within).ToContainTextAsync(words, new() { Timeout = Patience });

    /// <summary>Opens the page again until a job in the background has done its work.</summary>
    public async Task ReadsAfterAWhile(string path, string words)
    {
        for (var until = DateTime.UtcNow.AddMilliseconds(Patience); DateTime.UtcNow < until;)
        {
            await Opens(path);
            if ((await Page.Locator("main").InnerTextAsync()).Contains(words, StringComparison.Ordinal))
            {
                return;
            }
            await Task.Delay(TimeSpan.FromMilliseconds(300), TestContext.Current.CancellationToken);
        }
        await Reads(words);
    }

    public async Task ReadsHeading(string words) =>
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(words, new() { Timeout = Patience });

    public async Task DoesNotRead(string words) => await Expect(Page.Locator("main")).Not.ToContainTextAsync(words);

    /// <param name="label">How the field's label begins.</param>
    public async Task Fills(string label, string value, ILocator? within = null) => await Field(label, within).FillAsync(value);

    public async Task Chooses(string label, string option, ILocator? within = null) =>
        await Field(label, within).SelectOptionAsync(new SelectOptionValue { Label = option });

    public async Task Ticks(string label, ILocator? within = null) => await Field(label, within).CheckAsync();

    public async Task<bool> Offers(string label) => await Field(label, null).CountAsync() > 0;

    /// <param name="button">How the button's words begin.</param>
    public async Task Presses(string button, ILocator? within = null) => await Button(button, within).ClickAsync();

    public async Task Follows(string link, ILocator? within = null) =>
        await (within ?? Page.Locator("body")).GetByRole(AriaRole.Link, new() { Name = link }).First.ClickAsync();

    /// <summary>The innermost card or part whose heading begins so.</summary>
    public ILocator Section(string heading) => Page.Locator("section, .email-proof, details")
        .Filter(new() { Has = Page.Locator("h2, h3, summary").Filter(new() { HasTextRegex = BeginsWith(heading) }) }).Last;

    /// <summary>Fields that belong together under this legend.</summary>
    public ILocator Group(string legend) => Page.GetByRole(AriaRole.Group, new() { Name = legend });

    /// <summary>Gives a file to the one upload field there.</summary>
    public static async Task GivesFile(byte[] content, string name, ILocator within) =>
        await within.Locator("input[type=file]").SetInputFilesAsync(
            new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = content });

    public ILocator Button(string name, ILocator? within = null) => (within ?? Page.Locator("main"))
        .GetByRole(AriaRole.Button, new() { NameRegex = BeginsWith(name) }).First;

    private ILocator Field(string label, ILocator? within) =>
        (within ?? Page.Locator("main")).GetByLabel(BeginsWith(label)).First;

    private static Regex BeginsWith(string words) => new(@"^\s*" + Regex.Escape(words));

    /// <summary>Drops what came after the first so many: said by the tool that looked, not by the page.</summary>
    public void Forget(int after) => _complaints.RemoveRange(after, _complaints.Count - after);

    public void HasNothingToComplainAbout() => Assert.Empty(_complaints);

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    [GeneratedRegex(@"status of (404|422)\b")]
    private static partial Regex ExpectedStatus();
}
