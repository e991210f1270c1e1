using System.Xml;

namespace Guanwei.Vision;

/// <summary>A workbook's table of texts, which cells name by index (ECMA-376 part 1, 18.4).</summary>
internal static class SharedStrings
{
    private const string Part = "xl/sharedStrings.xml";

    /// <exception cref="InvalidDataException">More texts than the cells of a permitted table could use.</exception>
    public static List<string> Read(WorkbookParts parts, TableLimits limits)
    {
        List<string> strings = [];
        if (!parts.Has(Part))
        {
            return strings;
        }

        // Other sheets share the table, so it may hold more than this one sheet shows.
        var (mostStrings, mostCharacters) = (limits.MaxCells * 4L, limits.MaxCharacters * 4);
        using var xml = parts.Open(Part);
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "si")
            {
                continue;
            }

            strings.Add(WorkbookParts.Text(xml, limits.MaxCellLength));
            mostCharacters -= strings[^1].Length;
            if (strings.Count > mostStrings || mostCharacters < 0)
            {
                throw new InvalidDataException("strings");
            }
        }

        return strings;
    }
}
