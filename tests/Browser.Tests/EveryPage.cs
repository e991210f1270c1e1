using System.Reflection;
using System.Text.RegularExpressions;
using Guanwei.Browser.Tests.Given;
using Guanwei.Browser.Tests.Walk;
using Microsoft.AspNetCore.Components;

namespace Guanwei.Browser.Tests;

/// <summary>Every page that the program has, in both languages, on a desk and on a phone.</summary>
public sealed partial class EveryPage(WalkedInstallation installation)
{
    /// <summary>
    /// The templates that the binary declares, with parameters as {}; words before parameters, as in routing.
    /// </summary>
    private static readonly IReadOnlyList<string> declared =
    [
        .. Assembly.LoadFrom(Binary.File).GetTypes()
            .SelectMany(type => type.GetCustomAttributes<RouteAttribute>(inherit: false))
            .Select(route => Parameter().Replace(route.Template, "{}"))
            .OrderBy(template => template.Count(letter => letter == '{')),
    ];

    [Fact]
    public async Task Every_page_passes_axe_and_fits_a_phone_in_both_languages()
    {
        await installation.Walk();
        var pages = await Found();
        var missing = declared.Except(pages.Keys).Order();
        Assert.True(!missing.Any(), $"No reader was found for {string.Join(", ", missing)}.");

        var faults = new List<string>(installation.Faults);
        foreach (var (template, place) in pages.OrderBy(page => page.Key, StringComparer.Ordinal))
        {
            foreach (var language in (string[])["en", "zh-CN"])
            {
                faults.AddRange((await FaultsOf(place, language)).Select(fault => $"{template} ({language}): {fault}"));
            }
            await Pictures.Take(place.Reader.Page, "page" + template.Replace('/', '-').Replace("{}", "id"));
        }
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private sealed record Place(Visitor Reader, string Path);

    private static async Task<List<string>> FaultsOf(Place place, string language)
    {
        var reader = place.Reader;
        await reader.Opens($"/language/{language}?back={Uri.EscapeDataString(place.Path)}");
        var faults = await Faults.Of(reader, axe: language == "zh-CN");
        if (await reader.Page.Locator("html").GetAttributeAsync("lang") != language)
        {
            faults.Add("another language");
        }
        faults.AddRange(reader.Complaints);
        reader.Forget(0);
        return faults;
    }

    /// <summary>One reader and one address for every template that the walk, links and menus lead to.</summary>
    private async Task<Dictionary<string, Place>> Found()
    {
        var found = new Dictionary<string, Place>();
        foreach (var reader in installation.Everybody.Select(person => person.Browser).Prepend(installation.Stranger))
        {
            var (known, tried) = (new HashSet<string>(), new HashSet<string>());
            var ahead = new Queue<string>([.. declared.Where(template => !template.Contains('{')), .. reader.Seen]);
            while (ahead.TryDequeue(out var path))
            {
                // The next of a kind is tried only where the one before was not for this reader.
                if (TemplateOf(path) is not { } template || known.Contains(template) || !tried.Add(path)
                    || await Read(reader, path) is not { } html)
                {
                    continue;
                }
                known.Add(template);
                found.TryAdd(template, new Place(reader, path));
                foreach (Match link in Link().Matches(html))
                {
                    ahead.Enqueue(link.Groups[1].Value);
                }
            }
        }
        return found;
    }

    /// <summary>The page's HTML; null when this reader is shown another, a file or none.</summary>
    private static async Task<string?> Read(Visitor reader, string path)
    {
        var answer = await reader.Page.Context.APIRequest.GetAsync(path, new() { MaxRedirects = 0 });
        return answer.Status == 200 && answer.Headers["content-type"].StartsWith("text/html", StringComparison.Ordinal)
            ? await answer.TextAsync()
            : null;
    }

    /// <summary>Null: a file, or no page.</summary>
    private static string? TemplateOf(string path) => declared.FirstOrDefault(
        template => Regex.IsMatch(path, $"^{Regex.Escape(template).Replace(@"\{}", "[^/]+", StringComparison.Ordinal)}$"));

    [GeneratedRegex(@"href=""(/[^""?#]*)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
