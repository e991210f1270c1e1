using System.Xml;

namespace Guanwei.Vision;

/// <summary>
/// The first visible sheet of an xlsx (ECMA-376 part 1, clause 18), read forwards, without ever holding a document
/// tree.
/// </summary>
internal static class Workbook
{
    // Excel's own limit for a sheet's name.
    private const int LongestSheetName = 31;

    private sealed record SheetEntry(string Name, string Relation, bool Hidden);

    public static void Read(TableNotes notes)
    {
        var zip = ZipDirectory.Of(notes.Bytes, notes.Limits.Document.MaxZipEntries)!;
        var parts = new WorkbookParts(zip, notes.Limits.Document.MaxZipBytes);
        try
        {
            ReadFirstVisible(notes, parts);
        }
        catch (XmlException)
        {
            notes.Report(FindingCode.Unreadable, "xml");
        }
        catch (InvalidDataException e)
        {
            notes.Report(FindingCode.Unreadable, e.Message);
        }
    }

    private static void ReadFirstVisible(TableNotes notes, WorkbookParts parts)
    {
        var (sheets, since1904) = Sheets(parts);
        var targets = Targets(parts);
        foreach (var hidden in sheets.Where(s => s.Hidden))
        {
            notes.Report(FindingCode.HiddenSheet, hidden.Name);
        }

        // Chart sheets have relations of another type and are not among the targets.
        var first = sheets.FirstOrDefault(s => !s.Hidden && targets.ContainsKey(s.Relation))
            ?? throw new InvalidDataException("sheet");
        notes.Sheet = first.Name;
        var strings = SharedStrings.Read(parts, notes.Limits);
        var formats = CellFormats.Read(parts, since1904);
        SheetCells.Read(notes, parts.Open(targets[first.Relation]), strings, formats);
    }

    private static (List<SheetEntry> Sheets, bool Since1904) Sheets(WorkbookParts parts)
    {
        List<SheetEntry> sheets = [];
        var since1904 = false;
        using var xml = parts.Open("xl/workbook.xml");
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "sheet")
            {
                var name = xml.GetAttribute("name") ?? "";
                sheets.Add(new(name.Length > LongestSheetName ? name[..LongestSheetName] : name,
                    Relation(xml), xml.GetAttribute("state") is "hidden" or "veryHidden"));
            }
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "workbookPr")
            {
                since1904 = xml.GetAttribute("date1904") is "1" or "true";
            }
        }

        return (sheets, since1904);
    }

    // The relation's namespace differs between the transitional and the strict format; its local name does not.
    private static string Relation(XmlReader xml)
    {
        for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
        {
            if (xml.LocalName == "id" && xml.NamespaceURI.Length > 0)
            {
                return xml.Value;
            }
        }

        return "";
    }

    private static Dictionary<string, string> Targets(WorkbookParts parts)
    {
        Dictionary<string, string> targets = [];
        using var xml = parts.Open("xl/_rels/workbook.xml.rels");
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Relationship"
                && xml.GetAttribute("Type")?.EndsWith("/worksheet", StringComparison.Ordinal) == true
                && xml.GetAttribute("TargetMode") != "External"
                && xml.GetAttribute("Id") is { } id && xml.GetAttribute("Target") is { } target)
            {
                targets[id] = target.StartsWith('/') ? target[1..] : "xl/" + target;
            }
        }

        return targets;
    }
}
