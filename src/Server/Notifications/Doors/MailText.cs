using MimeKit;

namespace Guanwei.Server.Notifications.Doors;

public static class MailText
{
    /// <summary>The message as mail, or null when the address is none.</summary>
    public static MimeMessage? Write(DoorMessage message, string from, DateTimeOffset now)
    {
        if (!MailboxAddress.TryParse(message.To.Address, out var to)
            || !to.Address.Contains('@', StringComparison.Ordinal))
            return null;
        var sender = MailboxAddress.Parse(from);
        var mail = new MimeMessage
        {
            // The same id on every try, so that mail programs show a repetition once.
            MessageId = $"{message.Id}@{sender.Domain}",
            Date = now,
            Subject = message.Subject,
            Body = new TextPart("plain") { Text = $"{message.Text}\n\n{message.Link}\n" },
        };
        mail.From.Add(sender);
        mail.To.Add(to);
        // No holiday replies (RFC 3834).
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        mail.Headers.Add(HeaderId.ContentLanguage, message.Language);
        return mail;
    }
}
