using System.Text.RegularExpressions;
using MimeKit;

namespace Guanwei.Browser.Tests.Given;

/// <summary>Everybody's mail: an installation without a mail server lays it into its data folder.</summary>
public sealed partial class Mailbox(string data)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HashSet<string> _read = [];

    /// <summary>
    /// Where the mail's link leads, without the host: the site's address is a setting, the path is the mail's.
    /// </summary>
    public async Task<string> NextLink(string address) => new Uri(await Next(address, Link())).PathAndQuery;

    public Task<string> NextCode(string address) => Next(address, Code());

    /// <summary>What is looked for in the next mail to this address that has it and was not read before.</summary>
    private async Task<string> Next(string address, Regex wanted)
    {
        var folder = Path.Combine(data, "mail", "new");
        for (var until = DateTime.UtcNow + Patience; DateTime.UtcNow < until;)
        {
            foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml") : [])
            {
                var mail = await MimeMessage.LoadAsync(file, TestContext.Current.CancellationToken);
                if (mail.To.Mailboxes.Any(to => to.Address == address)
                    && wanted.Match(mail.TextBody!) is { Success: true } found && _read.Add(file))
                {
                    return found.Value;
                }
            }
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        }
        throw new TimeoutException($"No mail with {wanted} came for {address} within {Patience}.");
    }

    [GeneratedRegex(@"https?://\S+/invitation/\S+")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<=验证码：)\d{6}")]
    private static partial Regex Code();
}
