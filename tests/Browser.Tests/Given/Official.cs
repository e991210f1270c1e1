namespace Guanwei.Browser.Tests.Given;

/// <summary>A person of the installation at a browser of their own, signed in until the end of the tests.</summary>
public sealed class Official(Visitor browser, string role, string name, string email) : IAsyncDisposable
{
    public const string Password = "Correct-horse-2026";

    public Visitor Browser => browser;

    /// <summary>As the pages call it.</summary>
    public string Role => role;

    public string Name => name;

    public string Email => email;

    /// <summary>At the page of an invitation: sets a password and signs in with it.</summary>
    public static async Task<Official> Accepts(Visitor browser, string role, string name, string email)
    {
        await browser.Reads(role);
        await browser.Fills("姓名", name);
        if (await browser.Offers("工作邮箱"))
        {
            await browser.Fills("工作邮箱", email);
        }
        await browser.Fills("新密码", Password);
        await browser.Fills("再次输入新密码", Password);
        await browser.Presses("接受邀请");
        await browser.Reads("账号已开通");
        await SignsIn(browser, email);
        return new Official(browser, role, name, email);
    }

    public static async Task SignsIn(Visitor browser, string email)
    {
        await browser.Fills("工作邮箱", email);
        await browser.Fills("密码", Password);
        await browser.Presses("登录");
    }

    /// <summary>The three officers may do nothing before a second factor stands.</summary>
    public async Task EnrolsAuthenticator()
    {
        await browser.Reads("您担任的角色须启用双因素登录");
        await browser.Presses("开始启用");
        var key = await browser.Page.GetByText("密钥：").Locator("code").InnerTextAsync();
        await Pictures.Take(browser.Page, "second-factor");
        await browser.Fills("验证码", Authenticator.CodeNow(key));
        await browser.Presses("确认启用");
        await browser.ReadsHeading("恢复码");
        await browser.Follows("我已保存，进入系统");
    }

    public ValueTask DisposeAsync() => browser.DisposeAsync();
}
