using System.Text.Json;

namespace Guanwei.Server.Notifications.Doors;

/// <summary>
/// 企业微信群机器人 (developer.work.weixin.qq.com, document 99110): the key stands in the address, the answer is 200 with
/// an errcode, markdown holds at most 4096 bytes, 20 messages a minute.
/// </summary>
public sealed class WeComDoor(DoorHttp http, DoorSettings settings) : IDoor
{
    private const string Path = "/cgi-bin/webhook/send";
    private const int MarkdownBytes = 4096;
    private static readonly TimeSpan RateLimit = TimeSpan.FromMinutes(1);

    public DoorKind Kind => DoorKind.WeCom;

    /// <summary>Whether a robot can be called by this address.</summary>
    public static bool Reads(string address, DoorSettings settings) => RobotAddress.Read(address, settings.WeComOrigin, Path) is not null;

    public async Task<Delivery> Deliver(DoorMessage message, CancellationToken ct)
    {
        if (RobotAddress.Read(message.To.Address, settings.WeComOrigin, Path) is not { } address)
            return new Failed(Again.Never, "address_refused");
        var body = DoorHttp.Json(
            new { msgtype = "markdown", markdown = new { content = RobotText.Markdown(message, MarkdownBytes) } });
        return await http.Post(address, body, new Dictionary<string, string>(), Judge, ct);
    }

    // -1 system busy; 45009 interface and 45033 concurrent calls out of limit; 93000 the key is unknown or was
    // withdrawn.
    private static Delivery Judge(JsonElement answer) => DoorHttp.Code(answer, "errcode") switch
    {
        0 => Delivered.Done,
        -1 => new Failed(Again.Later, "busy"),
        45009 or 45033 => new Failed(Again.Later, "rate_limited", RateLimit),
        93000 => new Failed(Again.Never, "robot_unknown"),
        var code => new Failed(Again.Never, $"errcode_{code}"),
    };
}
