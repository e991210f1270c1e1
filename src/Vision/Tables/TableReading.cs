using System.Text.Json;

namespace Guanwei.Vision;

/// <summary>
/// A table that somebody uploaded: the first visible sheet of a workbook, or a csv file, as text. Like an inspection it
/// is made
/// in a child process, and nothing in a file's bytes makes <see cref="Of"/> throw.
/// </summary>
public sealed record TableReading
{
    /// <summary>
    /// The kind told by bytes and structure: <see cref="DocumentKind.Xlsx"/>, <see cref="DocumentKind.Text"/>, or
    /// another that is no table.
    /// </summary>
    public required DocumentKind Kind { get; init; }

    /// <summary>Encoding of a csv file: <c>utf-8</c>, <c>utf-16</c> or <c>gb18030</c>; null for a workbook.</summary>
    public string? Encoding { get; init; }

    /// <summary>Name of the sheet that was read; null for a csv file.</summary>
    public string? Sheet { get; init; }

    /// <summary>Rows that hold anything, in order. When a finding blocks, those before the fault, if any.</summary>
    public required IReadOnlyList<TableRow> Rows { get; init; }

    /// <summary>Everything noticed, in the order it was noticed.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>True when a finding blocks the table.</summary>
    public bool Blocked => Findings.Any(f => f.Severity == FindingSeverity.Block);

    /// <summary>Reads a file, see <see cref="Of"/>.</summary>
    /// <param name="path">A regular file.</param>
    /// <param name="limits">Bounds; <see cref="TableLimits.Default"/> when null.</param>
    /// <returns>Rows and findings.</returns>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public static TableReading OfFile(string path, TableLimits? limits = null)
    {
        using var file = RegularFile.Open(path);
        return file is null ? TableNotes.Refused(FindingCode.NotAFile) : Of(file, limits);
    }

    /// <summary>
    /// Inspects and reads a stream. A workbook that <see cref="Inspection"/> blocks is not read; its findings are
    /// returned.
    /// </summary>
    /// <param name="source">The bytes, from the stream's position on; left open.</param>
    /// <param name="limits">Bounds; <see cref="TableLimits.Default"/> when null.</param>
    /// <returns>Rows and findings.</returns>
    /// <exception cref="IOException">The stream itself fails.</exception>
    public static TableReading Of(Stream source, TableLimits? limits = null)
    {
        limits ??= TableLimits.Default;
        if (BoundedBytes.Read(source, limits.Document.MaxBytes) is not { } bytes)
        {
            return TableNotes.Refused(FindingCode.FileTooLarge, limit: limits.Document.MaxBytes);
        }

        var evidence = new Evidence(bytes, limits.Document);
        DocumentCheck.Run(evidence);
        var notes = new TableNotes(evidence, limits);
        if (evidence.Blocked)
        {
            return notes.Reading();
        }

        switch (evidence.Kind)
        {
            case DocumentKind.Xlsx:
                Workbook.Read(notes);
                break;
            case DocumentKind.Text:
                CsvText.Read(notes);
                break;
            default:
                notes.Report(FindingCode.KindMismatch, VisionJson.Text(evidence.Kind));
                break;
        }

        return notes.Reading();
    }

    /// <summary>The reading as one line of JSON; what the child process prints.</summary>
    /// <returns>JSON with camel-case names and codes in upper snake case.</returns>
    public string ToJson() => JsonSerializer.Serialize(this, VisionJson.Printed.TableReading);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The child's output.</param>
    /// <returns>The reading.</returns>
    /// <exception cref="JsonException">It is no such JSON; the child died or printed something else.</exception>
    public static TableReading FromJson(string json) =>
        JsonSerializer.Deserialize(json, VisionJson.Printed.TableReading) ?? throw new JsonException("null");
}

/// <summary>One row of a table.</summary>
/// <param name="Number">As a spreadsheet numbers it, from 1; in csv the record's number, blank records counted.</param>
/// <param name="Cells">Cells that hold anything, left to right.</param>
public sealed record TableRow(int Number, IReadOnlyList<TableCell> Cells)
{
    /// <summary>The text of a column, empty where the row holds nothing there.</summary>
    /// <param name="column">From 1.</param>
    /// <returns>The text without blanks around it.</returns>
    public string this[int column] => Cells.FirstOrDefault(c => c.Column == column)?.Text ?? "";
}

/// <summary>One cell of a table.</summary>
/// <param name="Column">From 1, so 3 is column C.</param>
/// <param name="Text">
/// What stands there, blanks around it removed: text as it is, numbers without grouping, days as <c>2026-11-23</c>,
/// instants as
/// <c>2026-11-23T17:30:00</c>, times of day as <c>17:30:00</c>, truth as <c>TRUE</c> or <c>FALSE</c>,
/// faults as <c>#N/A</c>.
/// </param>
public sealed record TableCell(int Column, string Text);

/// <summary>Bounds of a table reading.</summary>
public sealed record TableLimits
{
    /// <summary>The limits used when none are given.</summary>
    public static TableLimits Default { get; } = new();

    /// <summary>Most rows that hold anything. 20,000: six times the counties of China.</summary>
    public int MaxRows { get; init; } = 20_000;

    /// <summary>Most cells that hold anything.</summary>
    public int MaxCells { get; init; } = 200_000;

    /// <summary>Longest cell, in UTF-16 units; longer ones block the table and are cut.</summary>
    public int MaxCellLength { get; init; } = 2_000;

    /// <summary>Most characters of all cells together, in UTF-16 units; the answer crosses a process border.</summary>
    public long MaxCharacters { get; init; } = 8L << 20;

    /// <summary>Bounds of the file itself.</summary>
    public InspectionLimits Document { get; init; } = InspectionLimits.Default;
}
