using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Guanwei.Sandbox.Robots;

/// <summary>
/// 钉钉自定义机器人 with 加签 (open.dingtalk.com, custom robots): sign = Base64(HMAC-SHA256(secret, "timestamp LF secret")),
/// timestamp in milliseconds, at most an hour off. The answer is always 200 with an errcode.
/// </summary>
internal sealed class DingTalkRobot(Secrets secrets, TimeProvider clock) : IOtherSide
{
    private const int BodyBytes = 20_000;
    private static readonly TimeSpan ClockSkew = TimeSpan.FromHours(1);

    private readonly Pace _pace = new(clock, penalty: TimeSpan.FromMinutes(10));

    public string Name => "dingtalk";

    public string Path => "/robot/send";

    public Reply RateLimited => Answer(130101, "send too fast, exceed 20 times per minute");

    public Reply BadSignature => Answer(310000, "sign not match");

    public Reply Judge(HttpRequest request, string body)
    {
        if (request.Query["access_token"] != secrets.DingTalkToken)
            return Answer(300001, "token is not exist");
        if (!IsSigned(request))
            return BadSignature;
        if (RobotMessage.Read(body) is not { } message || message.Kind is not ("text" or "markdown"))
            return Answer(400301, "msgtype is invalid");
        if (message[message.Kind == "text" ? "content" : "text"].Length == 0
            || Encoding.UTF8.GetByteCount(body) > BodyBytes)
            return Answer(460101, "message is empty or too long");
        return _pace.Allows() ? Answer(0, "ok", accepted: true) : RateLimited;
    }

    private bool IsSigned(HttpRequest request)
    {
        string? stamp = request.Query["timestamp"];
        if (!long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            || (clock.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)).Duration() > ClockSkew)
            return false;
        var expected = HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(secrets.DingTalkSecret),
            Encoding.UTF8.GetBytes($"{stamp}\n{secrets.DingTalkSecret}"));
        return request.Query["sign"] == Convert.ToBase64String(expected);
    }

    private static Reply Answer(int errcode, string errmsg, bool accepted = false) =>
        new(StatusCodes.Status200OK, new { errcode, errmsg }, accepted);
}
