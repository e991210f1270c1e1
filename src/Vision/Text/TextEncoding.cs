using System.Text;

namespace Guanwei.Vision;

/// <summary>The text of a file whose encoding nobody declared.</summary>
internal static class TextEncoding
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding(
        "GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>The text and its encoding's name, or null when the bytes are no text.</summary>
    public static (string Text, string Encoding)? Of(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, .. var rest] => Decode(rest, Utf8, "utf-8"),
        [0xFF, 0xFE, .. var rest] => Decode(rest, new UnicodeEncoding(false, false, true), "utf-16"),
        [0xFE, 0xFF, .. var rest] => Decode(rest, new UnicodeEncoding(true, false, true), "utf-16"),
        _ => Decode(bytes, Utf8, "utf-8") ?? Decode(bytes, Gb18030, "gb18030"),
    };

    private static (string, string)? Decode(ReadOnlySpan<byte> bytes, Encoding encoding, string name)
    {
        try
        {
            var text = encoding.GetString(bytes);
            return text.AsSpan().IndexOfAnyInRange('\0', '\u001F') < 0 || text.All(Printable) ? (text, name) : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static bool Printable(char c) => c is >= ' ' or '\t' or '\r' or '\n';
}
