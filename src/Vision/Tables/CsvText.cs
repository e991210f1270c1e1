using System.Text;

namespace Guanwei.Vision;

/// <summary>csv as RFC 4180 describes it, with the separator that the first line uses.</summary>
internal static class CsvText
{
    public static void Read(TableNotes notes)
    {
        if (TextEncoding.Of(notes.Bytes) is not var (text, encoding))
        {
            notes.Report(FindingCode.Unreadable, "encoding");
            return;
        }

        notes.Encoding = encoding;
        var separator = Separator(text);
        var field = new StringBuilder();
        var (row, column, at) = (1, 1, 0);
        while (at < text.Length && !notes.Full)
        {
            var c = text[at];
            if (c == '"' && field.Length == 0)
            {
                at = Quoted(text, at + 1, field);
                if (at < 0)
                {
                    notes.Report(FindingCode.Unreadable, $"quote {TableNotes.Address(row, column)}");
                    return;
                }

                continue;
            }

            at++;
            if (c != separator && c is not ('\r' or '\n'))
            {
                field.Append(c);
                continue;
            }

            notes.Put(row, column++, Taken(field));
            if (c == separator)
            {
                continue;
            }

            at += c == '\r' && at < text.Length && text[at] == '\n' ? 1 : 0;
            notes.EndRow(row++);
            column = 1;
        }

        notes.Put(row, column, Taken(field));
        notes.EndRow(row);
    }

    /// <summary>Appends up to the closing quote and answers the offset behind it; -1 when there is none.</summary>
    private static int Quoted(string text, int at, StringBuilder field)
    {
        while (text.IndexOf('"', at) is >= 0 and var quote)
        {
            field.Append(text, at, quote - at);
            at = quote + 1;
            if (at >= text.Length || text[at] != '"')
            {
                return at;
            }

            field.Append('"');
            at++;
        }

        return -1;
    }

    private static char Separator(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var line = end < 0 ? text : text[..end];
        return ",\t;".MaxBy(c => line.Count(x => x == c));
    }

    private static string Taken(StringBuilder field)
    {
        var text = field.ToString();
        field.Clear();
        return text;
    }
}
