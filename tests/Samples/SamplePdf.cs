using System.Globalization;
using System.IO.Compression;
using System.Text;
using SkiaSharp;

namespace Guanwei.Samples;

/// <summary>
/// PDF files: whole ones drawn by Skia, and ones put together object by object to be as wrong as wanted.
/// </summary>
public static class SamplePdf
{
    private const int A4Width = 595, A4Height = 842;

    public static byte[] Pages(int count = 1, string text = "SPECIMEN 样本")
    {
        using var bytes = new MemoryStream();
        using (var document = SKDocument.CreatePdf(bytes))
        {
            for (var page = 0; page < count; page++)
            {
                SamplePicture.DrawPage(document.BeginPage(A4Width, A4Height), A4Width, A4Height, text);
                document.EndPage();
            }

            document.Close();
        }

        return bytes.ToArray();
    }

    /// <summary>
    /// Objects 1 (catalog), 2 (pages) and 3 (an empty page), then the given ones from number 4, with a correct table.
    /// </summary>
    /// <param name="catalog">Further entries of the catalog, such as <c>/OpenAction 4 0 R</c>.</param>
    /// <param name="trailer">Further entries of the trailer, such as <c>/Encrypt 4 0 R</c>.</param>
    /// <param name="objects">Bodies of further objects.</param>
    public static byte[] Of(string catalog = "", string trailer = "", params byte[][] objects)
    {
        byte[][] all =
        [
            Latin1($"<< /Type /Catalog /Pages 2 0 R {catalog} >>"),
            Latin1("<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
            Latin1("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"),
            .. objects,
        ];
        using var file = new MemoryStream();
        file.Write(Latin1("%PDF-1.7\n%\u00E2\u00E3\u00CF\u00D3\n"));
        List<long> offsets = [];
        foreach (var (number, body) in all.Index())
        {
            offsets.Add(file.Length);
            file.Write([.. Latin1(Text($"{number + 1} 0 obj\n")), .. body, .. "\nendobj\n"u8]);
        }

        var table = file.Length;
        file.Write(Latin1(Text($"xref\n0 {all.Length + 1}\n0000000000 65535 f \n")));
        offsets.ForEach(o => file.Write(Latin1(Text($"{o:D10} 00000 n \n"))));
        file.Write(Latin1(Text($"trailer\n<< /Size {all.Length + 1} /Root 1 0 R {trailer} >>\n")));
        file.Write(Latin1(Text($"startxref\n{table}\n%%EOF\n")));
        return file.ToArray();
    }

    public static byte[] Stream(string dictionary, byte[] data) =>
        [.. Latin1(Text($"<< /Length {data.Length} {dictionary} >>\nstream\n")), .. data, .. "\nendstream"u8];

    public static byte[] Flate(byte[] data)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize))
        {
            zlib.Write(data);
        }

        return packed.ToArray();
    }

    public static byte[] Latin1(string text) => Encoding.Latin1.GetBytes(text);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
