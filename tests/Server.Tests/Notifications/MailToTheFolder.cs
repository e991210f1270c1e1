using Guanwei.Server.Hosting;
using Guanwei.Server.Notifications.Doors;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace Guanwei.Server.Tests.Notifications;

public sealed class MailToTheFolder : IAsyncDisposable
{
    private readonly GuanweiHost _host = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IDoor Door => _host.Services.GetServices<IDoor>().Single(door => door.Kind == DoorKind.Mail);

    private string Folder => _host.Services.GetRequiredService<DataFolder>().Mail;

    [Fact]
    public async Task A_mail_can_be_read_as_one()
    {
        Assert.IsType<Delivered>(await Door.Deliver(Mail("no_1"), Ct));

        using var mail = await MimeMessage.LoadAsync(Path.Combine(Folder, "new", "no_1.eml"), Ct);
        Assert.Equal("名称申请已受理", mail.Subject);
        Assert.Equal("a.li@agency.example", mail.To.Mailboxes.Single().Address);
        Assert.Contains("https://guanwei.example/notices/1", mail.TextBody, StringComparison.Ordinal);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
    }

    [Fact]
    public async Task A_repetition_is_the_same_mail()
    {
        await Door.Deliver(Mail("no_2"), Ct);
        await Door.Deliver(Mail("no_2"), Ct);

        Assert.Single(Directory.GetFiles(Path.Combine(Folder, "new")));
    }

    [Fact]
    public async Task A_reader_never_sees_half_a_mail()
    {
        var big = Mail("no_3") with { Text = new string('政', 200_000) };
        await Door.Deliver(big, Ct);
        var whole = new FileInfo(Path.Combine(Folder, "new", "no_3.eml")).Length;
        using var stop = new CancellationTokenSource();
        var sizes = Task.Run(() =>
        {
            var seen = new HashSet<long>();
            while (!stop.IsCancellationRequested)
                foreach (var file in new DirectoryInfo(Path.Combine(Folder, "new")).GetFiles())
                    seen.Add(file.Length);
            return seen;
        }, Ct);

        for (var i = 0; i < 50; i++)
            await Door.Deliver(big, Ct);
        await stop.CancelAsync();

        Assert.Equal([whole], await sizes);
        Assert.Empty(Directory.GetFiles(Path.Combine(Folder, "tmp")));
    }

    [Fact]
    public async Task A_mail_folder_that_cannot_be_written_is_tried_again_later()
    {
        await File.WriteAllTextAsync(Folder, "a file where the folder should be", Ct);

        Assert.Equal(new Failed(Again.Later, "mail_folder"), await Door.Deliver(Mail("no_4"), Ct));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    [InlineData("a@b@c")]
    public async Task What_is_no_address_is_refused(string address) =>
        Assert.Equal(new Failed(Again.Never, "address_malformed"),
            await Door.Deliver(Mail("no_5") with { To = new(address) }, Ct));

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static DoorMessage Mail(string id) => new(
        id, new("a.li@agency.example"), "zh-CN", "名称申请已受理", "申请已受理，请查看。",
        new("https://guanwei.example/notices/1"));
}
