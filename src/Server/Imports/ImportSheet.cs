using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Vision;

namespace Guanwei.Server.Imports;

/// <summary>A line of the list as typed; a column that the file does not have is empty.</summary>
public sealed record SheetLine(int Number, IReadOnlyList<string> Cells)
{
    public string this[ImportColumn column] => Cells[(int)column];
}

/// <summary>Finds the headings and reads the lines below them.</summary>
public static class ImportSheet
{
    public static readonly Place Place = new("file", "file");

    /// <summary>The lines, or the reasons why the file is no list of agencies.</summary>
    public static (IReadOnlyList<SheetLine> Lines, IReadOnlyList<Reason> Reasons) Read(TableReading table)
    {
        var first = table.Rows.Count > 0 ? table.Rows[0] : null;
        var columns = first?.Cells
            .Select(cell => (cell.Column, Meaning: ImportColumns.Named(cell.Text)))
            .Where(found => found.Meaning is not null)
            .ToLookup(found => found.Meaning!.Value, found => found.Column);
        var missing = ImportColumns.Required.Where(column => columns?.Contains(column) != true).ToList();
        if (missing.Count > 0)
        {
            return ([], [Refusals.Because(
                "IMPORT_HEADINGS_MISSING", Place,
                Argument.Term("columns", "column", missing.Select(column => Slug.Of(column))))]);
        }
        if (ImportColumns.All.Where(column => columns![column].Count() > 1).ToList() is { Count: > 0 } twice)
        {
            return ([], [Refusals.Because(
                "IMPORT_HEADINGS_TWICE", Place, Argument.Term("columns", "column", twice.Select(column => Slug.Of(column))))]);
        }
        var lines = table.Rows.Skip(1).Select(row => new SheetLine(row.Number,
            [.. ImportColumns.All.Select(column => columns!.Contains(column) ? row[columns[column].First()] : "")])).ToList();
        return lines.Count > 0 ? (lines, []) : ([], [Refusals.Because("IMPORT_NO_LINES", Place)]);
    }
}
