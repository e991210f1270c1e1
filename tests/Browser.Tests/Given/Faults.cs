using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Guanwei.Browser.Tests.Given;

/// <summary>What a page that somebody reads must not have.</summary>
public static class Faults
{
    private const string RepeatedIds =
        "[...document.querySelectorAll('[id]')].map(x => x.id).filter((id, index, all) => all.indexOf(id) !== index)";

    /// <summary>In the language in which it is open; the page stays as wide as it was.</summary>
    /// <param name="axe">Its second and a half may be spared where only the words differ.</param>
    public static async Task<List<string>> Of(Visitor reader, bool axe = true)
    {
        var (page, faults) = (reader.Page, new List<string>());
        if (await page.TitleAsync() is "")
        {
            faults.Add("no title");
        }
        if (await page.Locator("h1").CountAsync() is not 1 and var headings)
        {
            faults.Add($"{headings} first headings");
        }
        faults.AddRange((await page.EvaluateAsync<string[]>(RepeatedIds)).Select(id => $"two elements with the id {id}"));
        if (axe)
        {
            var complaints = reader.Complaints.Count;
            faults.AddRange(await ByAxe(page));
            reader.Forget(complaints);
        }
        await page.SetViewportSizeAsync(Pictures.Phone, 844);
        if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth") is > Pictures.Phone and var width)
        {
            faults.Add($"{width} px wide on a phone");
        }
        await page.SetViewportSizeAsync(Pictures.Desk, 900);
        return faults;
    }

    private static async Task<IEnumerable<string>> ByAxe(IPage page)
    {
        var result = await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        return result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Html}"));
    }
}
