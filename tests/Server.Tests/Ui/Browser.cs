using System.Text.RegularExpressions;

namespace Guanwei.Server.Tests.Ui;

/// <summary>What a person's browser sends and keeps; redirects are looked at, not followed.</summary>
public sealed partial class Browser(GuanweiHost host) : IDisposable
{
    private readonly HttpClient _client = host.CreateClient(new() { AllowAutoRedirect = false });

    public async Task<(HttpResponseMessage Answer, string Html)> Opens(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
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
        return await Posts(path, form, headers);
    }

    public async Task<(HttpResponseMessage Answer, string Html)> Posts(
        string path, Dictionary<string, string> form, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await Sends(request);
    }

    private async Task<(HttpResponseMessage Answer, string Html)> Sends(HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation("Accept", "text/html,application/xhtml+xml");
        var answer = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public void Dispose() => _client.Dispose();

    [GeneratedRegex("name=\"operation\" value=\"([^\"]+)\"")]
    private static partial Regex Operation();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
