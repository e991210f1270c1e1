namespace Guanwei.Server.Ui;

/// <summary>A row of a csv file (RFC 4180) that no spreadsheet takes for a formula.</summary>
public static class CsvRow
{
    // OWASP, "CSV Injection": what a spreadsheet evaluates when a cell begins with it.
    private const string Formula = "=+-@\t\r＝＋－＠";

    public static string Of(params IEnumerable<string> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    private static string Cell(string text)
    {
        var plain = text.Length > 0 && Formula.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return plain.AsSpan().IndexOfAny(",\"\r\n") < 0 ? plain : $"\"{plain.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
