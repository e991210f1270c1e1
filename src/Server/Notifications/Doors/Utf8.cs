using System.Text;

namespace Guanwei.Server.Notifications.Doors;

public static class Utf8
{
    private const char Cut = '…';

    /// <summary>
    /// The text in at most so many bytes of UTF-8, cut between characters and marked where it was cut.
    /// </summary>
    public static string AtMost(string text, int bytes)
    {
        if (Encoding.UTF8.GetByteCount(text) <= bytes)
            return text;
        var left = bytes - new Rune(Cut).Utf8SequenceLength;
        var kept = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            left -= rune.Utf8SequenceLength;
            if (left < 0)
                break;
            kept.Append(rune);
        }
        return kept.Append(Cut).ToString();
    }
}
