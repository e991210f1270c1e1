using System.IO.Compression;
using System.Text;

namespace Guanwei.Samples;

/// <summary>Workbooks put together part by part.</summary>
public sealed class SampleXlsx
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private readonly List<(string Name, string State, string Rows)> sheets = [];
    private readonly List<(string Name, byte[] Content)> extra = [];
    private string strings = "", styles = "", properties = "";

    /// <summary>A sheet with these <c>row</c> elements.</summary>
    public SampleXlsx Sheet(string name, string rows, string state = "visible")
    {
        sheets.Add((name, state, rows));
        return this;
    }

    /// <summary>A sheet of texts, written in place.</summary>
    public SampleXlsx Rows(string name, params string[][] rows) => Sheet(name, string.Concat(rows.Select(row =>
        $"<row>{string.Concat(row.Select(text => $"<c t=\"inlineStr\"><is><t>{Escaped(text)}</t></is></c>"))}</row>")));

    public SampleXlsx SharedStrings(string items) => With(() => strings = items);

    public SampleXlsx Styles(string inside) => With(() => styles = inside);

    public SampleXlsx Properties(string attributes) => With(() => properties = attributes);

    public SampleXlsx Part(string name, byte[] content) => With(() => extra.Add((name, content)));

    public SampleXlsx Part(string name, string content) => Part(name, Encoding.UTF8.GetBytes(content));

    public byte[] Bytes()
    {
        var list = string.Concat(sheets.Select((s, i) =>
            $"<sheet name=\"{s.Name}\" sheetId=\"{i + 1}\" state=\"{s.State}\" r:id=\"rId{i + 1}\"/>"));
        var targets = string.Concat(sheets.Select((_, i) =>
            $"""<Relationship Id="rId{i + 1}" Type="{Relations}/worksheet" Target="worksheets/sheet{i + 1}.xml"/>"""));
        List<(string Name, byte[] Content)> parts =
        [
            ("[Content_Types].xml", Xml($"""<Types xmlns="{Package}/content-types"/>""")),
            ("xl/workbook.xml", Xml($"""
                <workbook xmlns="{Main}" xmlns:r="{Relations}">
                <workbookPr {properties}/><sheets>{list}</sheets></workbook>
                """)),
            ("xl/_rels/workbook.xml.rels",
                Xml($"""<Relationships xmlns="{Package}/relationships">{targets}</Relationships>""")),
            .. sheets.Select((s, i) => ($"xl/worksheets/sheet{i + 1}.xml",
                Xml($"<worksheet xmlns=\"{Main}\"><sheetData>{s.Rows}</sheetData></worksheet>"))),
        ];
        if (strings.Length > 0)
        {
            parts.Add(("xl/sharedStrings.xml", Xml($"<sst xmlns=\"{Main}\">{strings}</sst>")));
        }

        if (styles.Length > 0)
        {
            parts.Add(("xl/styles.xml", Xml($"<styleSheet xmlns=\"{Main}\">{styles}</styleSheet>")));
        }

        parts.RemoveAll(p => extra.Exists(e => e.Name == p.Name));
        return Zip([.. parts, .. extra]);
    }

    public static byte[] Zip(params (string Name, byte[] Content)[] parts)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }

    private static byte[] Xml(string root) =>
        Encoding.UTF8.GetBytes("""<?xml version="1.0" encoding="UTF-8"?>""" + root);

    private static string Escaped(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;");

    private SampleXlsx With(Action change)
    {
        change();
        return this;
    }
}
