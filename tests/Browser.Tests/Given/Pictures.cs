using Microsoft.Playwright;

namespace Guanwei.Browser.Tests.Given;

/// <summary>
/// Pictures of pages for people to look at, written into the folder that GUANWEI_SCREENSHOTS names; without it, none.
/// </summary>
public static class Pictures
{
    public const int Desk = 1440;
    public const int Phone = 390;

    private static readonly string? folder = Environment.GetEnvironmentVariable("GUANWEI_SCREENSHOTS");

    public static async Task Take(IPage page, string name)
    {
        if (folder is null)
        {
            return;
        }
        Directory.CreateDirectory(folder);
        foreach (var width in (int[])[Phone, Desk])
        {
            await page.SetViewportSizeAsync(width, 900);
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}.png"), FullPage = true });
        }
    }
}
