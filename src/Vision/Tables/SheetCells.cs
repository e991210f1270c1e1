using System.Globalization;
using System.Xml;

namespace Guanwei.Vision;

/// <summary>The rows of one sheet (ECMA-376 part 1, 18.3.1.73 and 18.3.1.4).</summary>
internal static class SheetCells
{
    private const int LastRow = 1_048_576, LastColumn = 16_384;

    // Doubles carry 15 digits; Excel turns all further ones into zeros, which ruins an 18-digit identity number.
    private const double Exact = 1e15;

    private sealed record Cell(int Row, int Column, string Type, int Style);

    public static void Read(TableNotes notes, XmlReader sheet, List<string> strings, CellFormats formats)
    {
        using var xml = sheet;
        var (row, column) = (0, 0);
        while (!notes.Full && xml.Read())
        {
            if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "row")
            {
                notes.EndRow(row);
            }

            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (xml.LocalName == "row")
            {
                (row, column) = (Following(row, xml.GetAttribute("r"), LastRow), 0);
            }
            else if (xml.LocalName == "c")
            {
                column = Following(column, ColumnOf(xml.GetAttribute("r")), LastColumn);
                var cell = new Cell(row, column, xml.GetAttribute("t") ?? "n", Number(xml.GetAttribute("s")) ?? 0);
                if (!xml.IsEmptyElement)
                {
                    notes.Put(row, column, ReadCell(notes, xml, cell, strings, formats));
                }
            }
        }
    }

    /// <summary>
    /// Rows and columns only ever grow; one that names itself backwards would be read differently elsewhere.
    /// </summary>
    private static int Following(int last, string? named, int most)
    {
        var next = named is null ? last + 1 : Number(named);
        return next > last && next <= most ? next.Value : throw new InvalidDataException("order");
    }

    private static string ReadCell(
        TableNotes notes, XmlReader xml, Cell cell, List<string> strings, CellFormats formats)
    {
        var depth = xml.Depth;
        var text = "";
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            switch (xml.LocalName)
            {
                case "f":
                    notes.ReportOnce(FindingCode.FormulaValue, cell.Row, cell.Column);
                    break;
                case "v":
                    text = Shown(notes, cell, WorkbookParts.Value(xml, notes.Limits.MaxCellLength), strings, formats);
                    break;
                case "is":
                    text = WorkbookParts.Text(xml, notes.Limits.MaxCellLength);
                    break;
            }
        }

        return text;
    }

    private static string Shown(TableNotes notes, Cell cell, string value, List<string> strings, CellFormats formats)
    {
        switch (cell.Type)
        {
            case "s":
                return Number(value) is { } index && index < strings.Count
                    ? strings[index]
                    : throw new InvalidDataException("string");
            case "b":
                return value == "1" ? "TRUE" : "FALSE";
            case "n":
                break;
            default:
                return value;
        }

        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || !double.IsFinite(number))
        {
            return value;
        }

        if (Math.Abs(number) >= Exact)
        {
            notes.Report(FindingCode.NumberRounded, TableNotes.Address(cell.Row, cell.Column));
            return decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
                ? exact.ToString("0", CultureInfo.InvariantCulture)
                : value;
        }

        return formats.Moment(cell.Style, number) ?? number.ToString("G15", CultureInfo.InvariantCulture);
    }

    /// <summary>The column number in an address such as <c>AB12</c>, as text; null when there is no address.</summary>
    private static string? ColumnOf(string? address)
    {
        if (address is null)
        {
            return null;
        }

        var column = 0;
        foreach (var letter in address.TakeWhile(char.IsAsciiLetterUpper).Take(4))
        {
            column = column * 26 + (letter - 'A' + 1);
        }

        return column.ToString(CultureInfo.InvariantCulture);
    }

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
