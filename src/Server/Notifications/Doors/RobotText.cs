using System.Globalization;
using System.Text;

namespace Guanwei.Server.Notifications.Doors;

public static class RobotText
{
    public const int SubjectBytes = 200;
    private const string Marks = @"\*_[]`<>#@!~|";
    private const int FullWidth = 0xFEE0;

    /// <summary>
    /// Subject, text and link in the markdown that both robots share; only the text is cut, never the link.
    /// </summary>
    public static string Markdown(DoorMessage message, int bytes)
    {
        var open = Texts.Say("Open", CultureInfo.GetCultureInfo(message.Language));
        var head = $"**{Utf8.AtMost(Plain(message.Subject), SubjectBytes)}**\n\n";
        var foot = $"\n\n[{open}]({message.Link})";
        var rest = bytes - Encoding.UTF8.GetByteCount(head) - Encoding.UTF8.GetByteCount(foot);
        return head + Utf8.AtMost(Plain(message.Text), rest) + foot;
    }

    // Names and titles inside a message must not become links, mentions or headings in somebody's group. The full-width
    // twins look alike and mean nothing to either platform, whose treatment of backslashes is undocumented.
    private static string Plain(string text) =>
        string.Create(text.Length, text, (plain, from) =>
        {
            for (var i = 0; i < plain.Length; i++)
                plain[i] = Marks.Contains(from[i]) ? (char)(from[i] + FullWidth) : from[i];
        });
}
