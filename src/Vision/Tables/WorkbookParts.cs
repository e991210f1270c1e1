using System.Text;
using System.Xml;

namespace Guanwei.Vision;

/// <summary>The XML parts of a workbook: no document types, no entities, nothing fetched.</summary>
internal sealed class WorkbookParts(ZipDirectory zip, long mostCharacters)
{
    private readonly XmlReaderSettings settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = mostCharacters,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    public bool Has(string name) => zip.Parts.Exists(p => p.Name == name);

    /// <exception cref="InvalidDataException">There is no such part.</exception>
    public XmlReader Open(string name)
    {
        var part = zip.Parts.Find(p => p.Name == name) ?? throw new InvalidDataException("part");
        return XmlReader.Create(zip.Open(part), settings);
    }

    /// <summary>
    /// The text of all <c>t</c> elements up to the end of the current element, phonetic runs left out, cut just above
    /// <paramref name="most"/> units.
    /// </summary>
    public static string Text(XmlReader xml, int most)
    {
        var text = new StringBuilder();
        var depth = xml.Depth;
        if (xml.IsEmptyElement)
        {
            return "";
        }

        var wanted = false;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "rPh")
            {
                SkipInside(xml);
            }
            else if (xml.NodeType is XmlNodeType.Element or XmlNodeType.EndElement)
            {
                wanted = xml is { NodeType: XmlNodeType.Element, LocalName: "t", IsEmptyElement: false };
            }
            else if (wanted)
            {
                Append(text, xml, most);
            }
        }

        return Unescaped(text);
    }

    /// <summary>The text directly inside the current element, cut just above <paramref name="most"/> units.</summary>
    public static string Value(XmlReader xml, int most)
    {
        var text = new StringBuilder();
        var depth = xml.Depth;
        if (!xml.IsEmptyElement)
        {
            while (xml.Read() && xml.Depth > depth)
            {
                Append(text, xml, most);
            }
        }

        return Unescaped(text);
    }

    private static void SkipInside(XmlReader xml)
    {
        var depth = xml.Depth;
        while (!xml.IsEmptyElement && xml.Read() && xml.Depth > depth)
        {
        }
    }

    // In pieces: one text node may be as long as the whole part.
    private static void Append(StringBuilder text, XmlReader xml, int most)
    {
        if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace
            or XmlNodeType.Whitespace))
        {
            return;
        }

        var piece = new char[1024];
        while (text.Length <= most && xml.ReadValueChunk(piece, 0, piece.Length) is > 0 and var read)
        {
            text.Append(piece, 0, Math.Min(read, most + 1 - text.Length));
        }
    }

    // Control characters are stored as _x000D_ (ECMA-376 part 1, 22.9.2.19).
    private static string Unescaped(StringBuilder text) => XmlConvert.DecodeName(text.ToString())!;
}
