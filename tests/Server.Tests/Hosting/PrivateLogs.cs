using Guanwei.Server.Hosting;

namespace Guanwei.Server.Tests.Hosting;

public sealed class PrivateLogs
{
    [Theory]
    [InlineData("GET https://api.weixin.qq.com/cgi-bin/user/info?access_token=79_abc&openid=oX1 failed")]
    [InlineData("Request failed: /callback?signature=79_abc&nonce=1")]
    [InlineData("access_token=79_abc")]
    [InlineData("Host=db;Username=guanwei;Password=79_abc;Database=g")]
    [InlineData("{\"secret\": \"79_abc\"}")]
    [InlineData("to 79_abc@agency.example refused")]
    public void Secrets_query_strings_and_addresses_leave_no_trace(string text) =>
        Assert.DoesNotContain("79_abc", Scrub.Text(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("11010519491231002X")]
    [InlineData("110105194912310021")]
    [InlineData("13800138000")]
    [InlineData("+8613800138000")]
    public void Identity_and_mobile_numbers_leave_no_trace(string number)
    {
        Assert.DoesNotContain(number, Scrub.Text($"申请人（{number}）提交失败"), StringComparison.Ordinal);
        Assert.DoesNotContain(number, Scrub.Text($"number={number},"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Now listening on: http://127.0.0.1:5080")]
    [InlineData("Is the disk full? 12345678 bytes are free; error code: none")]
    [InlineData("Job jb_01hzy3v7q8 done in 1380013 ms")]
    [InlineData("at Guanwei.Server.Jobs.Runner.Run() in Runner.cs:line 42")]
    public void Ordinary_sentences_stay_as_they_are(string text) => Assert.Equal(text, Scrub.Text(text));

    [Fact]
    public void A_message_cannot_invent_a_second_log_line()
    {
        using var written = new StringWriter();
        var entry = new Microsoft.Extensions.Logging.Abstractions.LogEntry<string>(
            Microsoft.Extensions.Logging.LogLevel.Warning, "Files", default,
            "name\r\n2026-01-01T00:00:00.000Z info Audit: forged", null, (text, _) => text);

        new LogFormat(TimeProvider.System).Write(entry, null, written);

        Assert.Single(written.ToString().TrimEnd().Split('\n'));
    }
}
