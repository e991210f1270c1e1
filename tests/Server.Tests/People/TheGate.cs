using System.Net;
using Guanwei.Server.Tests.Given;
using Guanwei.Server.Tests.Ui;

namespace Guanwei.Server.Tests.People;

public sealed class TheGate(ProductionHost production) : IClassFixture<ProductionHost>
{
    private readonly GuanweiHost _host = production.Host;

    [Fact]
    public async Task Who_signs_in_is_named_in_the_header_with_role_and_office()
    {
        var agency = await _host.Agency("示例县政务服务局");
        using var clerk = await _host.SignedIn("applicant", agency, "李青");
        var (_, html) = await clerk.Opens("/nowhere");
        Assert.Contains("李青", html, StringComparison.Ordinal);
        Assert.Contains("开设单位经办人 · 示例县政务服务局", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_are_answered_in_the_same_words()
    {
        var person = await _host.Person("张三", null, "system-officer");
        using var stranger = new Browser(_host);
        var (wrong, one) = await stranger.SignsIn(person.Email, "Not-the-password-1");
        var (unknown, other) = await stranger.SignsIn("nobody@example.gov.cn", "Not-the-password-1");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Equal(wrong.StatusCode, unknown.StatusCode);
        Assert.Contains("邮箱或密码不正确", one, StringComparison.Ordinal);
        Assert.Contains("邮箱或密码不正确", other, StringComparison.Ordinal);
    }
}
