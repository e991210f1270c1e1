using Guanwei.Server.Notifications.Doors;

namespace Guanwei.Server.Tests.Notifications;

public sealed class MailToAServer
{
    private static readonly DoorMessage Message = new(
        "no_1", new("a.li@agency.example"), "zh-CN", "待办", "有一件待办", new("https://guanwei.example/"));

    [Fact]
    public async Task A_mail_is_handed_over_once()
    {
        await using var server = new ScriptedMailServer();

        Assert.IsType<Delivered>(await Deliver(server.Port));
        Assert.Contains("no_1@platform.example", Assert.Single(server.Mails), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("450 mailbox busy", Again.Later, "smtp_450")]
    [InlineData("550 no such user", Again.Never, "smtp_550")]
    public async Task A_refused_receiver_is_tried_again_only_when_the_server_says_so(
        string answer, Again again, string code)
    {
        await using var server = new ScriptedMailServer { AnswerToReceiver = answer };

        Assert.Equal(new Failed(again, code), await Deliver(server.Port));
        Assert.Empty(server.Mails);
    }

    [Theory]
    [InlineData("452 disk full", Again.Later, "smtp_452")]
    [InlineData("554 refused as spam", Again.Never, "smtp_554")]
    public async Task A_refused_mail_likewise(string answer, Again again, string code)
    {
        await using var server = new ScriptedMailServer { AnswerToMail = answer };

        Assert.Equal(new Failed(again, code), await Deliver(server.Port));
    }

    [Fact]
    public async Task A_server_that_takes_the_mail_and_falls_silent_leaves_the_delivery_unsure()
    {
        await using var server = new ScriptedMailServer { AnswerToMail = null };

        Assert.Equal(new Failed(Again.Unsure, "connection_lost"), await Deliver(server.Port));
        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task No_server_is_tried_again_later() =>
        Assert.Equal(new Failed(Again.Later, "unreachable"), await Deliver(port: 1));

    private static Task<Delivery> Deliver(int port)
    {
        var settings = new DoorSettings
        {
            Patience = TimeSpan.FromSeconds(2),
            Mail = new MailSettings
            {
                Host = "127.0.0.1",
                Port = port,
                Security = MailSecurity.None,
                From = "guanwei@platform.example",
            },
        };
        return new SmtpDoor(settings, TimeProvider.System).Deliver(Message, TestContext.Current.CancellationToken);
    }
}
