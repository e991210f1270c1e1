using System.Net;
using System.Text.RegularExpressions;
using Guanwei.Server.Actions;
using Guanwei.Server.Tests.Given;

namespace Guanwei.Server.Tests.Faults;

/// <param name="Field">The name of the form's field.</param>
internal sealed record Attachment(string Field, byte[] Content);

/// <summary>
/// One form as it was sent, and what the server answered; no answer, and nobody knows whether it was done.
/// </summary>
/// <param name="Path">Where it went.</param>
/// <param name="Fields">As filled in, with the operation.</param>
internal sealed record Deed(Clerk By, string Path, IReadOnlyDictionary<string, string> Fields, Attachment? File)
{
    public OperationId Operation { get; } =
        OperationId.TryParse(Fields["operation"], null, out var id) ? id : throw new FormatException(Fields["operation"]);

    public Reply? Reply { get; set; }
}

/// <param name="Said">Links and codes that stand on the answer alone.</param>
internal sealed record Reply(HttpStatusCode Status, string? LedTo, string Said)
{
    public bool IsDone => Status is HttpStatusCode.SeeOther or HttpStatusCode.OK;
}

/// <summary>Somebody at work in a browser, who writes down what was sent and what came back.</summary>
internal sealed partial class Clerk(HttpClient browser, string email) : IDisposable
{
    private string? signInPage;

    public string Email { get; } = email;

    /// <summary>Opens the page and leaves it open; the form is sent later.</summary>
    public async Task OpensSignIn() => signInPage = await Reads("/sign-in");

    public async Task SignsIn()
    {
        var (status, html) = await TriesToSignIn();
        Assert.True(status is HttpStatusCode.SeeOther, $"{status}: {html}");
    }

    /// <summary>What became of it, and the page.</summary>
    public async Task<(HttpStatusCode Status, string Html)> TriesToSignIn()
    {
        var fields = new Dictionary<string, string> { ["email"] = Email, ["password"] = Staff.Password };
        using var answer = await Post("/sign-in", fields, null, signInPage ?? await Reads("/sign-in"));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public Task<string> Reads(string page) => browser.GetStringAsync(page, TestContext.Current.CancellationToken);

    /// <summary>Opens the page and fills its form in.</summary>
    public async Task<(Deed Deed, string Html)> Prepares(
        string page, string path, Dictionary<string, string> fields, Attachment? file = null)
    {
        var html = await Reads(page);
        fields["operation"] = $"{House.NewOperation()}";
        if (Version().Match(html) is { Success: true } version)
        {
            fields["version"] = version.Groups[1].Value;
        }
        return (new Deed(this, path, fields, file), html);
    }

    public async Task<Deed> Sends(string page, string path, Dictionary<string, string> fields, Attachment? file = null)
    {
        var (deed, html) = await Prepares(page, path, fields, file);
        deed.Reply = await Sends(deed, html);
        return deed;
    }

    /// <summary>The form as it was filled in, with the token of a page that is open.</summary>
    public async Task<Reply> Sends(Deed deed, string html)
    {
        using var answer = await Post(deed.Path, deed.Fields, deed.File, html);
        var words = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var said = answer.IsSuccessStatusCode
            ? string.Join(' ', Secrets().Matches(words).Select(found => found.Value))
            : Tags().Replace(Body().Match(words).Value, " ");
        return new Reply(answer.StatusCode, answer.Headers.Location?.OriginalString, said);
    }

    private async Task<HttpResponseMessage> Post(
        string path, IReadOnlyDictionary<string, string> fields, Attachment? file, string html)
    {
        using var form = new MultipartFormDataContent();
        form.Add(new StringContent(Token().Match(html).Groups[1].Value), "__RequestVerificationToken");
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }
        if (file is not null)
        {
            form.Add(new ByteArrayContent(file.Content), file.Field, "扫描件.jpg");
        }
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form };
        request.Headers.Add("Accept", "text/html");
        return await browser.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public void Dispose() => browser.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("name=\"version\" value=\"([^\"]+)\"")]
    private static partial Regex Version();

    [GeneratedRegex("<main.*</main>", RegexOptions.Singleline)]
    private static partial Regex Body();

    [GeneratedRegex(@"(<select.*?</select>|<[^>]*>|\s)+", RegexOptions.Singleline)]
    private static partial Regex Tags();

    [GeneratedRegex("/invitation/[0-9a-f]{32}|<code>[A-Z2-7-]+</code>")]
    private static partial Regex Secrets();
}
