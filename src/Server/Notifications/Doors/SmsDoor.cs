using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Guanwei.Server.Notifications.Doors;

/// <summary>
/// SMS over a gateway's JSON interface: POST {id, to, text}, signed with HMAC-SHA256 over "timestamp LF body".
/// The gateway sends one id once, so repeating a call without an answer is safe.
/// </summary>
public sealed partial class SmsDoor(DoorHttp http, DoorSettings settings, TimeProvider clock) : IDoor
{
    private static readonly TimeSpan RateLimit = TimeSpan.FromMinutes(1);

    public DoorKind Kind => DoorKind.Sms;

    public static bool IsNumber(string text) => PhoneNumber().IsMatch(text);

    public async Task<Delivery> Deliver(DoorMessage message, CancellationToken ct)
    {
        if (!IsNumber(message.To.Address))
            return new Failed(Again.Never, "number_malformed");
        var body = DoorHttp.Json(
            new { id = message.Id, to = message.To.Address, text = $"{message.Text} {message.Link}" });
        var stamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var headers = new Dictionary<string, string>
        {
            ["X-App"] = settings.Sms.App,
            ["X-Timestamp"] = stamp,
            ["X-Signature"] = Convert.ToHexStringLower(HMACSHA256.HashData(
                Encoding.UTF8.GetBytes(settings.Sms.Secret), Encoding.UTF8.GetBytes($"{stamp}\n{body}"))),
        };
        var delivery = await http.Post(settings.Sms.Url!, body, headers, Judge, ct);
        return delivery is Failed { Again: Again.Unsure } unsure ? unsure with { Again = Again.Later } : delivery;
    }

    private static Delivery Judge(JsonElement answer) => DoorHttp.Code(answer, "code") switch
    {
        0 => Delivered.Done,
        1001 => new Failed(Again.Never, "signature_refused"),
        1002 => new Failed(Again.Never, "number_refused"),
        1003 => new Failed(Again.Later, "rate_limited", RateLimit),
        var code => new Failed(Again.Never, $"code_{code}"),
    };

    [GeneratedRegex(@"\A\+?[0-9]{6,15}\z")]
    private static partial Regex PhoneNumber();
}
