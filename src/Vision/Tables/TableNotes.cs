using System.Globalization;

namespace Guanwei.Vision;

/// <summary>A table being written down: rows so far, within the limits.</summary>
internal sealed class TableNotes(Evidence evidence, TableLimits limits)
{
    private readonly List<TableRow> rows = [];
    private List<TableCell> cells = [];
    private int cellCount;
    private long characters;

    public byte[] Bytes => evidence.Bytes;
    public TableLimits Limits => limits;
    public string? Encoding { get; set; }
    public string? Sheet { get; set; }

    /// <summary>True once nothing more fits; readers stop then.</summary>
    public bool Full { get; private set; }

    public void Report(FindingCode code, string? detail = null, long? found = null, long? limit = null) =>
        evidence.Report(code, detail, found, limit);

    /// <summary>Reports only the first of its kind: a column of formulas is one remark, not a thousand.</summary>
    public void ReportOnce(FindingCode code, int row, int column)
    {
        if (!evidence.Has(code))
        {
            evidence.Report(code, Address(row, column));
        }
    }

    public void Put(int row, int column, string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0 || Full)
        {
            return;
        }

        if (trimmed.Length > limits.MaxCellLength)
        {
            Report(FindingCode.CellTooLong, Address(row, column), trimmed.Length, limits.MaxCellLength);
            trimmed = trimmed[..limits.MaxCellLength];
        }

        characters += trimmed.Length;
        cellCount++;
        if (cellCount > limits.MaxCells || characters > limits.MaxCharacters)
        {
            var cellsExceeded = cellCount > limits.MaxCells;
            Report(FindingCode.TableTooLarge, cellsExceeded ? "cells" : "characters",
                limit: cellsExceeded ? limits.MaxCells : limits.MaxCharacters);
            Full = true;
            return;
        }

        cells.Add(new(column, trimmed));
    }

    public void EndRow(int number)
    {
        if (cells.Count == 0 || Full)
        {
            return;
        }

        if (rows.Count == limits.MaxRows)
        {
            Report(FindingCode.TableTooManyRows, limit: limits.MaxRows);
            Full = true;
            return;
        }

        rows.Add(new(number, cells));
        cells = [];
    }

    public TableReading Reading() => new()
    {
        Kind = evidence.Kind,
        Encoding = Encoding,
        Sheet = Sheet,
        Rows = rows,
        Findings = evidence.Findings,
    };

    public static TableReading Refused(FindingCode code, long? limit = null) => new()
    {
        Kind = DocumentKind.Unknown,
        Rows = [],
        Findings = [Finding.Of(code, null, null, limit)],
    };

    /// <summary>The cell as a spreadsheet names it: column letters, then the row.</summary>
    public static string Address(int row, int column)
    {
        var letters = "";
        for (var left = column; left > 0; left = (left - 1) / 26)
        {
            letters = (char)('A' + (left - 1) % 26) + letters;
        }

        return letters + row.ToString(CultureInfo.InvariantCulture);
    }
}
