using Deque.AxeCore.Playwright;
using Guanwei.Browser.Tests.Given;
namespace Guanwei.Browser.Tests;
public sealed class Scratch
{
    [Fact]
    public async Task Sign_in_page()
    {
        var home = RunningInstallation.NewHome();
        foreach (var d in new[] { "data", "data.keys" })
        {
            Directory.CreateDirectory(Path.Combine(home.FullName, d));
            foreach (var f in Directory.GetFiles("/tmp/walk-scratch/" + d)) File.Copy(f, Path.Combine(home.FullName, d, Path.GetFileName(f)));
        }
        await using var site = await RunningInstallation.Serve(home);
        await using var chromium = new Chromium();
        await using var v = await Visitor.At(await chromium.Browser(), site.Address);
        await v.Opens("/sign-in");
        await v.ReadsHeading("登录");
        await v.Fills("工作邮箱", "a@b.cn");
        await v.Fills("密码", "x");
        await v.Presses("登录", v.Page.Locator("main"));
        await v.Reads("邮箱或密码不正确");
        var axe = await v.Page.RunAxe();
        TestContext.Current.SendDiagnosticMessage($"axe {axe.Passes.Length} passes {axe.Violations.Length} violations");
        Assert.NotEmpty(axe.Passes);
        await Pictures.Take(v.Page, "sign-in");
        v.HasNothingToComplainAbout();
    }
}
