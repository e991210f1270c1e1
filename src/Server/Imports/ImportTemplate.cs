using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Guanwei.Server.Ui;

namespace Guanwei.Server.Imports;

/// <summary>An empty list with its headings, in the reader's language.</summary>
public static class ImportTemplate
{
    public static string FileName => Texts.Say("Import.Template.Name");

    /// <summary>With a byte order mark: without it spreadsheets take Chinese csv for GBK.</summary>
    public static byte[] Csv() =>
        [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(CsvRow.Of(Headings()))];

    public static byte[] Xlsx()
    {
        using var bytes = new MemoryStream();
        using (var file = SpreadsheetDocument.Create(bytes, SpreadsheetDocumentType.Workbook))
        {
            var book = file.AddWorkbookPart();
            var sheet = book.AddNewPart<WorksheetPart>();
            sheet.Worksheet = new Worksheet(new SheetData(new Row(Headings().Select(heading =>
                new Cell { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(heading)) }))));
            book.Workbook = new Workbook(new Sheets(
                new Sheet { Name = FileName, SheetId = 1, Id = book.GetIdOfPart(sheet) }));
        }
        return bytes.ToArray();
    }

    private static IEnumerable<string> Headings() => ImportColumns.All.Select(ImportColumns.Heading);
}
