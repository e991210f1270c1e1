using System.Reflection;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Guanwei.Browser.Tests.Given;
using Guanwei.Browser.Tests.Walk;
using Microsoft.AspNetCore.Components;
using Microsoft.Playwright;

namespace Guanwei.Browser.Tests;

/// <summary>Every page that the program has, in both languages, on a desk and on a phone.</summary>
public sealed partial class EveryPage(WalkedInstallation installation)
{
    /// <summary>Pages that no link leads to once the walk is over, and why.</summary>
    private static readonly Dictionary<string, string> unreachable = new()
    {
        ["/invitation/{}"] = "its link is used once; it is read on the walk",
    };

    [Fact]
    public async Task Every_page_passes_axe_in_both_languages()
    {
        await installation.Walk();
        var pages = await Found();
        var missing = Declared().Except(pages.Keys).Except(unreachable.Keys).Order();
        Assert.Empty(missing);

        var faults = new List<string>();
        foreach (var (template, place) in pages.OrderBy(page => page.Key, StringComparer.Ordinal))
        {
            foreach (var language in (string[])["zh-CN", "en"])
            {
                faults.AddRange((await FaultsOf(place, language)).Select(fault => $"{template} ({language}): {fault}"));
            }
            await Pictures.Take(place.Reader.Page, "page" + template.Replace('/', '-').Replace("{}", "id"));
        }
        Assert.Empty(faults);
    }

    private sealed record Place(Visitor Reader, string Path);

    private static async Task<List<string>> FaultsOf(Place place, string language)
    {
        var (page, faults) = (place.Reader.Page, new List<string>());
        await page.SetViewportSizeAsync(Pictures.Desk, 900);
        await place.Reader.Opens($"/language/{language}?back={Uri.EscapeDataString(place.Path)}");
        if (await page.TitleAsync() is "")
        {
            faults.Add("no title");
        }
        if (await page.Locator("h1").CountAsync() is not 1 and var headings)
        {
            faults.Add($"{headings} first headings");
        }
        var twice = await page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('[id]')].map(x => x.id).filter((id, index, all) => all.indexOf(id) !== index)");
        faults.AddRange(twice.Select(id => $"two elements with the id {id}"));
        if (await page.Locator("html").GetAttributeAsync("lang") != language)
        {
            faults.Add("another language");
        }
        var complaints = place.Reader.Complaints.Count;
        faults.AddRange(await ByAxe(page));
        place.Reader.Forget(complaints);
        await page.SetViewportSizeAsync(Pictures.Phone, 844);
        if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth") is > Pictures.Phone and var width)
        {
            faults.Add($"{width} px wide on a phone");
        }
        faults.AddRange(place.Reader.Complaints);
        place.Reader.Forget(0);
        return faults;
    }

    private static async Task<IEnumerable<string>> ByAxe(IPage page)
    {
        var result = await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        return result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Html}"));
    }

    /// <summary>One reader and one address for every template that links and menus lead to.</summary>
    private async Task<Dictionary<string, Place>> Found()
    {
        var found = new Dictionary<string, Place>();
        var stranger = await Visitor.At(await installation.Chromium, installation.Site.Address);
        foreach (var reader in installation.Everybody.Select(person => person.Browser).Prepend(stranger))
        {
            var seen = new HashSet<string>();
            var ahead = new Queue<string>(Declared().Where(template => !template.Contains('{')).Prepend("/"));
            while (ahead.TryDequeue(out var path))
            {
                if (!seen.Add(Template(path)) || await Read(reader, path) is not { } html)
                {
                    continue;
                }
                found.TryAdd(Template(path), new Place(reader, path));
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

    /// <summary>The templates that the binary declares, with parameters as {}.</summary>
    private static HashSet<string> Declared() =>
    [
        .. Assembly.LoadFrom(Binary.File).GetTypes()
            .SelectMany(type => type.GetCustomAttributes<RouteAttribute>(inherit: false))
            .Select(route => Parameter().Replace(route.Template, "{}")),
    ];

    private static string Template(string path) => Id().Replace(path, "/{}");

    [GeneratedRegex(@"href=""(/[^""?#]*)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"/[a-z]+_[0-9a-z]{26}(?=/|$)")]
    private static partial Regex Id();
}
