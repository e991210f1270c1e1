using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace Guanwei.Sandbox;

internal static class TrafficPage
{
    private const string Head = """
        <!doctype html>
        <html lang="zh-CN">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="refresh" content="5">
        <title>官微沙箱 · Guanwei sandbox</title>
        <style>
        body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem; color-scheme: light dark }
        table { border-collapse: collapse; width: 100% }
        th, td { border-bottom: 1px solid #8888; padding: .4rem .6rem; text-align: left; vertical-align: top }
        td:last-child { white-space: pre-wrap; overflow-wrap: anywhere; font-family: monospace }
        </style>
        </head>
        <body>
        <h1>官微沙箱 · Guanwei sandbox</h1>
        <p>本页列出平台发往短信网关、企业微信与钉钉机器人的全部请求；没有任何消息真正发出。
        <br><span lang="en">Every call to the SMS gateway and the robots of WeCom and DingTalk.
        Nothing leaves this machine.</span></p>
        """;

    public static IResult Show(Traffic traffic)
    {
        var page = new StringBuilder(Head);
        var calls = traffic.All;
        if (calls.Count == 0)
            page.Append("<p>尚无请求。<span lang=\"en\">No calls yet.</span></p>");
        else
            Table(page, calls);
        return Results.Content(page.Append("</body></html>").ToString(), "text/html; charset=utf-8");
    }

    private static void Table(StringBuilder page, IReadOnlyList<Call> calls)
    {
        page.Append("<table><tr><th>#</th><th>UTC</th><th>对方 Side</th><th>结果 Result</th><th>内容 Content</th></tr>");
        foreach (var call in calls.Reverse())
        {
            var result = $"{call.Status} {(call.Accepted ? "已受理 accepted" : "未受理 not accepted")} {call.Fault}";
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{call.Number}</td><td>{call.At:HH:mm:ss}</td>")
                .Append(CultureInfo.InvariantCulture, $"<td>{Safe(call.Side)}</td><td>{Safe(result)}</td>")
                .Append(CultureInfo.InvariantCulture, $"<td>{Safe(call.Target)}\n{Safe(call.Body)}</td></tr>");
        }
        page.Append("</table>");
    }

    private static string Safe(string text) => HtmlEncoder.Default.Encode(text);
}
