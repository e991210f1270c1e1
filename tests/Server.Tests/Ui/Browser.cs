using System.Text.RegularExpressions;

namespace Guanwei.Server.Tests.Ui;

/// <summary>What a person's browser sends and keeps; redirects are looked at, not followed.</summary>
public sealed partial class Browser(GuanweiHost host) : IDisposable
{
    private readonly HttpClient _client = host.CreateClient(new() { AllowAutoRedirect = false });

    public async Task<(HttpResponseMessage Answer, string Html)> Opens(
        string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await Sends(request);
    }

    /// <summary>Opens the page for its token, then sends the form as the page would.</summary>
    public async Task<(HttpResponseMessage Answer, string Html)> Submits(
        string path, Dictionary<string, string> form, params (string Name, string Value)[] headers)
    {
        var (_, html) = await Opens(path);
        form["__RequestVerificationToken"] = Token().Match(html).Groups[1].Value;
        if (Operation().Match(html) is { Success: true } operation)
            form.TryAdd("operation", operation.Groups[1].Value);
        if (Appointment().Match(html) is { Success: true } appointment)
            form.TryAdd("appointment", appointment.Groups[1].Value);
        return await Posts(path, form, headers);
    }

    /// <summary>A form whose action is another address than its page's.</summary>
    public async Task<(HttpResponseMessage Answer, string Html)> Submits(string page, Dictionary<string, string> form, string action)
    {
        var (_, html) = await Opens(page);
        form["__RequestVerificationToken"] = Token().Match(html).Groups[1].Value;
        form["operation"] = Operation().Match(html).Groups[1].Value;
        return await Posts(action, form);
    }

    public async Task<(HttpResponseMessage Answer, string Html)> Posts(
        string path, Dictionary<string, string> form, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await Sends(request);
    }

    /// <summary>Sends a form with a file in it, as a page without script does.</summary>
    public async Task<(HttpResponseMessage Answer, string Html)> Attaches(
        string path, Dictionary<string, string> form, string field, byte[] file, string name = "扫描件.jpg")
    {
        using var content = new MultipartFormDataContent();
        foreach (var (key, value) in form)
            content.Add(new StringContent(value), key);
        content.Add(new ByteArrayContent(file), field, name);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        return await Sends(request);
    }

    /// <summary>
    /// Sends a file with the token in the header, as assets/js/upload.js does; the token comes from the page given.
    /// </summary>
    public async Task<(HttpResponseMessage Answer, string Text)> Uploads(
        string path, byte[] content, string name, Dictionary<string, string> fields, string accept = "text/html", string page = "/")
    {
        var (_, html) = await Opens(page);
        using var form = new MultipartFormDataContent();
        foreach (var (field, value) in fields)
            form.Add(new StringContent(value), field);
        form.Add(new ByteArrayContent(content), "file", name);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form };
        request.Headers.Add("X-CSRF-TOKEN", Token().Match(html).Groups[1].Value);
        request.Headers.Add("Accept", accept);
        return await Sends(request);
    }

    public async Task<HttpResponseMessage> Fetches(string path, string? range = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (range is not null)
            request.Headers.Add("Range", range);
        return await _client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>
    /// Opens the page and presses one of its buttons: the form of that action, with its hidden fields and one more.
    /// </summary>
    public async Task<(HttpResponseMessage Answer, string Html)> Presses(
        string page, string action, string? field = null, string value = "")
    {
        var (_, html) = await Opens(page);
        var form = Regex.Match(html, $"<form[^>]* action=\"{Regex.Escape(action)}\".*?</form>", RegexOptions.Singleline).Value;
        Assert.NotEqual("", form);
        var fields = Hidden().Matches(form).ToDictionary(found => found.Groups[1].Value, found => found.Groups[2].Value);
        if (field is not null)
            fields[field] = value;
        return await Posts(action, fields);
    }

    public async Task<(HttpResponseMessage Answer, string Html)> Sends(HttpRequestMessage request)
    {
        if (request.Headers.Accept.Count == 0)
            request.Headers.TryAddWithoutValidation("Accept", "text/html,application/xhtml+xml");
        var answer = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The form token as a page shows it.</summary>
    public async Task<string> TokenOf(string page) => Token().Match((await Opens(page)).Html).Groups[1].Value;

    public void Dispose() => _client.Dispose();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();

    [GeneratedRegex("name=\"appointment\" value=\"([^\"]+)\"")]
    private static partial Regex Appointment();

    [GeneratedRegex("name=\"operation\" value=\"([^\"]+)\"")]
    private static partial Regex Operation();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
