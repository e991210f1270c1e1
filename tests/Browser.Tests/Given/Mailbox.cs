using System.Text.RegularExpressions;
using MimeKit;

namespace Guanwei.Browser.Tests.Given;

/// <summary>Everybody's mail: an installation without a mail server lays it into its data folder.</summary>
public sealed partial class Mailbox(string data)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HashSet<string> _read = [];

    /// <summary>The next mail to this address that was not read before.</summary>
    public async Task<string> Next(string address)
    {
        var folder = Path.Combine(data, "mail", "new");
        for (var until = DateTime.UtcNow + Patience; DateTime.UtcNow < until;)
        {
            foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml") : [])
            {
                var mail = await MimeMessage.LoadAsync(file, TestContext.Current.CancellationToken);
                if (mail.To.Mailboxes.Any(to => to.Address == address) && _read.Add($"{address} {mail.MessageId} {mail.Date}"))
                {
                    return mail.TextBody!;
                }
            }
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        }
        throw new TimeoutException($"No mail came for {address} within {Patience}.");
    }

    /// <summary>Where the mail's link leads, without the host: the site's address is a setting, the path is the mail's.</summary>
    public async Task<string> NextLink(string address) =>
        new Uri(Link().Match(await Next(address)).Value).PathAndQuery;

    public async Task<string> NextCode(string address) => Code().Match(await Next(address)).Value;

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<!\d)\d{6}(?!\d)")]
    private static partial Regex Code();
}
