using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Guanwei.Server.Notifications.Doors;

/// <summary>
/// Mail through the installation's own server; one connection a message, which the daily numbers allow.
/// </summary>
public sealed class SmtpDoor(DoorSettings settings, TimeProvider clock) : IDoor
{
    public DoorKind Kind => DoorKind.Mail;

    public async Task<Delivery> Deliver(DoorMessage message, CancellationToken ct)
    {
        Actions.Actions.MustBeOutsideTransaction(nameof(SmtpDoor));
        using var mail = MailText.Write(message, settings.Mail.From, clock.GetUtcNow());
        if (mail is null)
            return new Failed(Again.Never, "address_malformed");
        using var smtp = new SmtpClient { Timeout = (int)settings.Patience.TotalMilliseconds };
        var sending = false;
        try
        {
            await smtp.ConnectAsync(settings.Mail.Host!, settings.Mail.Port, Security(settings.Mail.Security), ct);
            if (settings.Mail.User is { Length: > 0 } user)
                await smtp.AuthenticateAsync(user, settings.Mail.Password ?? "", ct);
            sending = true;
            await smtp.SendAsync(mail, ct);
        }
        catch (SmtpCommandException refused)
        {
            // RFC 5321: 4yz passes, 5yz stands.
            var code = $"smtp_{(int)refused.StatusCode}";
            return new Failed((int)refused.StatusCode < 500 ? Again.Later : Again.Never, code);
        }
        catch (Exception broken) when (broken is AuthenticationException or ServiceNotAuthenticatedException)
        {
            // The installation's password is wrong, not this mail: it waits until somebody has corrected it.
            return new Failed(Again.Later, "smtp_sign_in");
        }
        catch (Exception broken) when (IsBroken(broken, ct))
        {
            return new Failed(sending ? Again.Unsure : Again.Later, sending ? "connection_lost" : "unreachable");
        }
        await smtp.DisconnectAsync(quit: true, CancellationToken.None)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return Delivered.Done;
    }

    private static bool IsBroken(Exception broken, CancellationToken ct) => broken
        is SmtpProtocolException or SslHandshakeException or SocketException or IOException or TimeoutException
        || (broken is OperationCanceledException && !ct.IsCancellationRequested);

    private static SecureSocketOptions Security(MailSecurity security) => security switch
    {
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };
}
