using System.Text;

namespace Guanwei.Sandbox.Robots;

/// <summary>
/// 企业微信群机器人 (developer.work.weixin.qq.com, document 99110): the answer is always 200 with an errcode.
/// </summary>
internal sealed class WeComRobot(Secrets secrets, TimeProvider clock) : IOtherSide
{
    private const int TextBytes = 2048;
    private const int MarkdownBytes = 4096;

    private readonly Pace _pace = new(clock, penalty: TimeSpan.Zero);

    public string Name => "wecom";

    public string Path => "/cgi-bin/webhook/send";

    public Reply RateLimited => Answer(45009, "api freq out of limit");

    // There is no signature here: the key in the address is the secret.
    public Reply BadSignature => Answer(93000, "invalid webhook url");

    public Reply Judge(HttpRequest request, string body)
    {
        if (request.Query["key"] != secrets.WeComKey)
            return BadSignature;
        if (RobotMessage.Read(body) is not { } message || message.Kind is not ("text" or "markdown"))
            return Answer(40008, "invalid message type");
        var bytes = Encoding.UTF8.GetByteCount(message["content"]);
        if (bytes == 0)
            return Answer(44004, "empty content");
        if (bytes > (message.Kind == "text" ? TextBytes : MarkdownBytes))
            return Answer(40058, $"{message.Kind}.content exceed max length. invalid Request Parameter");
        return _pace.Allows() ? Answer(0, "ok", accepted: true) : RateLimited;
    }

    private static Reply Answer(int errcode, string errmsg, bool accepted = false) =>
        new(StatusCodes.Status200OK, new { errcode, errmsg }, accepted);
}
