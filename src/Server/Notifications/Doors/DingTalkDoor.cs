using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Guanwei.Server.Notifications.Doors;

/// <summary>
/// 钉钉自定义机器人 (open.dingtalk.com, custom robots): with 加签 the address gains timestamp (milliseconds) and
/// sign = Base64(HMAC-SHA256(secret, "timestamp LF secret")); the answer is 200 with an errcode; 20 messages a minute,
/// then ten minutes of silence; a body of at most 20,000 bytes.
/// </summary>
public sealed class DingTalkDoor(DoorHttp http, DoorSettings settings, TimeProvider clock) : IDoor
{
    private const string Path = "/robot/send";

    // A third of what a body may hold: JSON writes an emoji of four bytes as twelve (\uXXXX\uXXXX).
    private const int MarkdownBytes = 6_000;
    private static readonly TimeSpan RateLimit = TimeSpan.FromMinutes(10);

    public DoorKind Kind => DoorKind.DingTalk;

    /// <summary>Whether a robot can be called by this address.</summary>
    public static bool Reads(string address, DoorSettings settings) => RobotAddress.Read(address, settings.DingTalkOrigin, Path) is not null;

    public async Task<Delivery> Deliver(DoorMessage message, CancellationToken ct)
    {
        if (RobotAddress.Read(message.To.Address, settings.DingTalkOrigin, Path) is not { } address)
            return new Failed(Again.Never, "address_refused");
        var body = DoorHttp.Json(new
        {
            msgtype = "markdown",
            markdown = new
            {
                title = Utf8.AtMost(message.Subject, RobotText.SubjectBytes),
                text = RobotText.Markdown(message, MarkdownBytes),
            },
        });
        var signed = message.To.Secret is { Length: > 0 } secret ? Signed(address, secret) : address;
        return await http.Post(signed, body, new Dictionary<string, string>(), Judge, ct);
    }

    private Uri Signed(Uri address, string secret)
    {
        var stamp = clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var sign = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{stamp}\n{secret}"));
        return new Uri($"{address}&timestamp={stamp}&sign={Uri.EscapeDataString(Convert.ToBase64String(sign))}");
    }

    // -1 system busy; 130101 and 410100 too fast; 300001 the token is unknown; 310000 signature, keyword or
    // address list.
    private static Delivery Judge(JsonElement answer) => DoorHttp.Code(answer, "errcode") switch
    {
        0 => Delivered.Done,
        -1 => new Failed(Again.Later, "busy"),
        130101 or 410100 => new Failed(Again.Later, "rate_limited", RateLimit),
        300001 => new Failed(Again.Never, "robot_unknown"),
        310000 => new Failed(Again.Never, "signature_refused"),
        var code => new Failed(Again.Never, $"errcode_{code}"),
    };
}
