using System.Net;
using System.Text.RegularExpressions;
using Guanwei.Server.Actions;
using Guanwei.Server.Tests.Given;

namespace Guanwei.Server.Tests.Faults;

/// <summary>One form as it was sent, and what the server answered; no answer, and nobody knows whether it was done.</summary>
/// <param name="By">Who sent it.</param>
/// <param name="Path">Where it went.</param>
/// <param name="Fields">As filled in, with the operation.</param>
/// <param name="File">What was attached.</param>
internal sealed record Deed(string By, string Path, IReadOnlyDictionary<string, string> Fields, byte[]? File)
{
    public OperationId Operation { get; } =
        OperationId.TryParse(Fields["operation"], null, out var id) ? id : throw new FormatException(Fields["operation"]);

    public HttpStatusCode? Status { get; set; }

    public string? LedTo { get; set; }
}

/// <summary>Somebody at work in a browser, who writes down what was sent and what came back.</summary>
internal sealed partial class Clerk(HttpClient browser, string email) : IDisposable
{
    private readonly List<Deed> done = [];
    private readonly TaskCompletionSource atWork = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? signInPage;

    public string Email { get; } = email;

    /// <summary>Set by the first answer to a form other than the sign-in's.</summary>
    public Task IsAtWork => atWork.Task;

    /// <summary>In the order in which they were sent; the last may have no answer.</summary>
    public IReadOnlyList<Deed> Done => done;

    /// <summary>Opens the page and leaves it open; the form is sent later.</summary>
    public async Task OpensSignIn() =>
        signInPage = await browser.GetStringAsync("/sign-in", TestContext.Current.CancellationToken);

    public async Task SignsIn() => Assert.Equal(HttpStatusCode.SeeOther, (await TriesToSignIn()).Status);

    /// <summary>What became of it, and the page.</summary>
    public async Task<(HttpStatusCode Status, string Html)> TriesToSignIn()
    {
        using var answer = await Send(new Deed(Email, "/sign-in", new Dictionary<string, string>
        {
            ["email"] = Email, ["password"] = Staff.Password, ["operation"] = $"{House.NewOperation()}",
        }, null), "/sign-in", signInPage);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Opens the page, fills the form in and sends it.</summary>
    public async Task<Deed> Sends(string page, string path, Dictionary<string, string> fields, byte[]? file = null)
    {
        var html = await browser.GetStringAsync(page, TestContext.Current.CancellationToken);
        fields["operation"] = $"{House.NewOperation()}";
        if (Version().Match(html) is { Success: true } version)
        {
            fields["version"] = version.Groups[1].Value;
        }
        var deed = new Deed(Email, path, fields, file);
        done.Add(deed);
        await SendsAgain(deed, deed, html);
        return deed;
    }

    /// <summary>The same click again: the answer is written onto <paramref name="record"/>.</summary>
    public async Task SendsAgain(Deed deed, Deed record, string? html = null)
    {
        using var answer = await Send(deed, "/", html);
        (record.Status, record.LedTo) = (answer.StatusCode, answer.Headers.Location?.OriginalString);
        atWork.TrySetResult();
    }

    private async Task<HttpResponseMessage> Send(Deed deed, string page, string? html = null)
    {
        html ??= await browser.GetStringAsync(page, TestContext.Current.CancellationToken);
        using var form = new MultipartFormDataContent();
        form.Add(new StringContent(Token().Match(html).Groups[1].Value), "__RequestVerificationToken");
        foreach (var (name, value) in deed.Fields)
        {
            form.Add(new StringContent(value), name);
        }
        if (deed.File is { } file)
        {
            form.Add(new ByteArrayContent(file), "file", "扫描件.png");
        }
        using var request = new HttpRequestMessage(HttpMethod.Post, deed.Path) { Content = form };
        request.Headers.Add("Accept", "text/html");
        return await browser.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public void Dispose() => browser.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("name=\"version\" value=\"([^\"]+)\"")]
    private static partial Regex Version();
}
