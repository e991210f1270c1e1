namespace Guanwei.Browser.Tests.Given;

/// <summary>
/// What a machine may lack: the test then says why it is skipped, and fails instead when GUANWEI_REQUIRE names it.
/// </summary>
public static class Needs
{
    private const string Binary = "/usr/bin/chromium";

    /// <summary>
    /// The machine's own Chromium; GUANWEI_CHROMIUM names another. Playwright's download is not used.
    /// </summary>
    public static string Chromium()
    {
        var path = Environment.GetEnvironmentVariable("GUANWEI_CHROMIUM") ?? Binary;
        if (!File.Exists(path))
        {
            var missing = $"No Chromium at {path} (Debian: apt-get install chromium).";
            var required = Environment.GetEnvironmentVariable("GUANWEI_REQUIRE")?.Split(',') ?? [];
            Assert.False(required.Contains("chromium"), $"GUANWEI_REQUIRE names chromium: {missing}");
            Assert.Skip(missing);
        }
        return path;
    }
}
