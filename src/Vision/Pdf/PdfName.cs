namespace Guanwei.Vision;

/// <summary>
/// Names in PDF syntax (ISO 32000-1, 7.3.5): <c>/J#53</c> is <c>/JS</c>, and both must be seen alike.
/// </summary>
internal static class PdfName
{
    /// <summary>Longest name looked at; longer ones are cut, which no name of interest reaches.</summary>
    public const int Longest = 40;

    /// <summary>White space between tokens (ISO 32000-1, table 1).</summary>
    public static ReadOnlySpan<byte> Spaces => "\0\t\n\f\r "u8;

    /// <summary>
    /// The name behind the slash at <paramref name="slash"/>, with escapes undone, and the offset behind it.
    /// </summary>
    public static (string Name, int End) At(ReadOnlySpan<byte> bytes, int slash)
    {
        Span<char> name = stackalloc char[Longest];
        var length = 0;
        var at = slash + 1;
        for (; at < bytes.Length && length < Longest && !Ends(bytes[at]); at++)
        {
            if (bytes[at] == '#' && at + 2 < bytes.Length
                && Hex(bytes[at + 1]) is >= 0 and var high && Hex(bytes[at + 2]) is >= 0 and var low)
            {
                name[length++] = (char)(high * 16 + low);
                at += 2;
            }
            else
            {
                name[length++] = (char)bytes[at];
            }
        }

        return (new string(name[..length]), at);
    }

    public static int Hex(byte b) => char.IsAsciiHexDigit((char)b) ? Convert.ToInt32(((char)b).ToString(), 16) : -1;

    private static bool Ends(byte b) =>
        Spaces.Contains(b) || "/<>[](){}%"u8.Contains(b);
}
