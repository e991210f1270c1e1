using System.Globalization;
using System.Xml;

namespace Guanwei.Vision;

/// <summary>
/// Which cell styles show a number as a day or a time; the number alone does not say (ECMA-376 part 1, 18.8.30).
/// </summary>
internal sealed class CellFormats
{
    private const string Part = "xl/styles.xml";
    private const int MostStyles = 65_536;
    private const int DaysTo1904 = 1462;
    private const int LastSerial = 2_958_465;
    private readonly List<bool> dated = [];
    private readonly bool since1904;

    private CellFormats(bool since1904) => this.since1904 = since1904;

    public static CellFormats Read(WorkbookParts parts, bool since1904)
    {
        var formats = new CellFormats(since1904);
        if (!parts.Has(Part))
        {
            return formats;
        }

        Dictionary<int, string> codes = [];
        var inCellStyles = false;
        using var xml = parts.Open(Part);
        while (xml.Read())
        {
            var starts = xml.NodeType == XmlNodeType.Element;
            switch (xml.LocalName)
            {
                case "cellXfs":
                    inCellStyles = starts && !xml.IsEmptyElement;
                    break;
                case "numFmt" when starts && codes.Count < MostStyles:
                    codes[Number(xml.GetAttribute("numFmtId"))] = xml.GetAttribute("formatCode") ?? "";
                    break;
                case "xf" when starts && inCellStyles && formats.dated.Count < MostStyles:
                    var id = Number(xml.GetAttribute("numFmtId"));
                    formats.dated.Add(codes.TryGetValue(id, out var code) ? ShowsTime(code) : IsBuiltInTime(id));
                    break;
            }
        }

        return formats;
    }

    /// <summary>
    /// The day or time a number stands for under a style, or null when the style shows plain numbers.
    /// </summary>
    public string? Moment(int style, double value)
    {
        if (style < 0 || style >= dated.Count || !dated[style] || !(value >= 0 && value <= LastSerial))
        {
            return null;
        }

        if (value < 1)
        {
            return At(value).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        }

        var serial = since1904 ? value + DaysTo1904 : value < 60 ? value + 1 : value;
        // Excel believes in 29 February 1900: days before it lie one further (ECMA-376 part 1, 18.17.4.1).
        var moment = At(Math.Min(serial, LastSerial));
        var format = moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss";
        return moment.ToString(format, CultureInfo.InvariantCulture);
    }

    private static DateTime At(double serial) =>
        DateTime.FromOADate(0).AddSeconds(Math.Round(serial * 86_400, MidpointRounding.AwayFromZero));

    // 27–36 and 50–58 are days and times in the Chinese edition of Excel (ECMA-376 part 1, 18.8.30, zh-cn).
    private static bool IsBuiltInTime(int id) =>
        id is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58);

    /// <summary>
    /// True when the first section of a format code has a date or time letter outside quotes, escapes and brackets.
    /// </summary>
    private static bool ShowsTime(string code)
    {
        for (var at = 0; at < code.Length && code[at] != ';'; at++)
        {
            switch (code[at])
            {
                case '"':
                    at = code.IndexOf('"', at + 1) is >= 0 and var quote ? quote : code.Length;
                    break;
                case '[':
                    var close = code.IndexOf(']', at);
                    if (close > at + 1 && "hms".Contains(char.ToLowerInvariant(code[at + 1])) && close - at <= 3)
                    {
                        return true;
                    }

                    at = close >= 0 ? close : code.Length;
                    break;
                case '\\' or '_' or '*':
                    at++;
                    break;
                case 'y' or 'Y' or 'm' or 'M' or 'd' or 'D' or 'h' or 'H' or 's' or 'S':
                    return true;
            }
        }

        return false;
    }

    private static int Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
