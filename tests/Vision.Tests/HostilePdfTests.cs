using System.Diagnostics;
using System.Text;
using Guanwei.Samples;
using static Guanwei.Samples.SamplePdf;

namespace Guanwei.Vision.Tests;

public class HostilePdfTests
{
    private static readonly byte[] Content = Stream("", "BT ET"u8.ToArray());

    [Fact]
    public void A_pdf_made_by_hand_is_readable() =>
        Inspecting.Of(SamplePdf.Of("", "", Content), "a.pdf").ShouldBeClean(DocumentKind.Pdf);

    [Fact]
    public void An_encrypted_pdf_is_refused_also_when_it_opens_without_password()
    {
        var zeros = new string('0', 64);
        var encrypt = Latin1($"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{zeros}> /U <{zeros}> >>");
        foreach (var trailer in new[] { "/Encrypt 5 0 R", "/#45ncrypt 5 0 R", "/Encrypt<</Filter/Standard>>" })
        {
            var inspection = Inspecting.Of(SamplePdf.Of("", trailer + " /ID [<00> <00>]", Content, encrypt));
            inspection.ShouldBlock(FindingCode.Encrypted);
            Assert.True(inspection.Encrypted);
        }
    }

    [Theory]
    [InlineData("/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>", "JavaScript")]
    [InlineData("/OpenAction << /S /J#61vaScr#69pt /JS (1) >>", "JavaScript")]
    [InlineData("/OpenAction << /S /Launch /F (cmd.exe) >>", "Launch")]
    [InlineData("/Names << /EmbeddedFiles << /Names [] >> >>", "EmbeddedFiles")]
    [InlineData("/AcroForm << /XFA 5 0 R >>", "XFA")]
    [InlineData("/AA << /WC << /S /SubmitForm >> >>", "SubmitForm")]
    public void What_acts_is_refused(string catalog, string name) =>
        Inspecting.Of(SamplePdf.Of(catalog, "", Content)).ShouldBlock(FindingCode.PdfActive, name);

    [Fact]
    public void Opening_at_a_page_is_no_action() =>
        Inspecting.Of(SamplePdf.Of("/OpenAction [3 0 R /Fit] /PageMode /UseNone", "", Content))
            .ShouldBeClean(DocumentKind.Pdf);

    [Fact]
    public void What_acts_is_found_inside_packed_objects_too()
    {
        var hidden = "9 0 << /S /JavaScript /JS (app.alert(1)) >>"u8.ToArray();
        var flate = Stream("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", Flate(hidden));
        Inspecting.Of(SamplePdf.Of("", "", Content, flate)).ShouldBlock(FindingCode.PdfActive, "JavaScript");

        var digits = Latin1(Convert.ToHexString(Flate(hidden)) + ">");
        var hex = Stream("/Type /ObjStm /Filter [/ASCIIHexDecode /FlateDecode]", digits);
        Inspecting.Of(SamplePdf.Of("", "", Content, hex)).ShouldBlock(FindingCode.PdfActive, "JavaScript");

        var referred = Stream("/Type /ObjStm /Filter 6 0 R", Flate(hidden));
        Inspecting.Of(SamplePdf.Of("", "", Content, referred, "/FlateDecode"u8.ToArray()))
            .ShouldBlock(FindingCode.PdfActive, "JavaScript");
    }

    [Fact]
    public void Streams_that_unpack_beyond_the_limit_are_a_bomb()
    {
        var once = Flate(new byte[300 << 20]);
        Assert.True(once.Length < 400_000);
        Inspecting.Of(SamplePdf.Of("", "", Stream("/Filter /FlateDecode", once))).ShouldBlock(FindingCode.PdfBomb);
        Inspecting.Of(SamplePdf.Of("", "", Stream("/Subtype /Image /Filter /FlateDecode", once)))
            .ShouldBlock(FindingCode.PdfBomb);
        var twice = Stream("/Filter [/FlateDecode /FlateDecode]", Flate(once));
        Inspecting.Of(SamplePdf.Of("", "", Content, twice)).ShouldBlock(FindingCode.PdfBomb);
        var many = Enumerable.Repeat(Stream("/Filter /Fl", Flate(new byte[30 << 20])), 12).ToArray();
        Inspecting.Of(SamplePdf.Of("", "", many)).ShouldBlock(FindingCode.PdfBomb);
    }

    [Fact]
    public void A_layer_that_unpacks_far_is_a_bomb_also_when_the_next_yields_nothing()
    {
        // The outer layer yields megabytes behind an inner stream that ends at once.
        byte[] inner = [.. Flate("BT ET"u8.ToArray()), .. new byte[64 << 20]];
        Inspecting.Of(SamplePdf.Of("", "", Stream("/Filter [/FlateDecode /FlateDecode]", Flate(inner))))
            .ShouldBlock(FindingCode.PdfBomb);
        var layers = string.Concat(Enumerable.Repeat("/ASCIIHexDecode ", 9));
        Inspecting.Of(SamplePdf.Of("", "", Stream($"/Filter [{layers}]", "00>"u8.ToArray())))
            .ShouldBlock(FindingCode.PdfBomb);
    }

    [Fact]
    public void The_word_endstream_inside_packed_data_hides_nothing()
    {
        // A stored deflate block carries the word; the block behind it unpacks far.
        byte[] decoy = [.. "\nendstream\nendobj\n"u8];
        byte[] stored = [0x78, 0x9C, 0, (byte)decoy.Length, 0, (byte)~decoy.Length, 0xFF, .. decoy];
        byte[] data = [.. stored, .. Flate(new byte[64 << 20])[2..]];
        Inspecting.Of(SamplePdf.Of("", "", Stream("/Filter /FlateDecode", data))).ShouldBlock(FindingCode.PdfBomb);
    }

    [Theory]
    [InlineData("RunLengthDecode")]
    [InlineData("LZWDecode")]
    [InlineData("ASCII85Decode")]
    public void Older_packings_are_counted_too(string filter)
    {
        var data = filter switch
        {
            "RunLengthDecode" => Enumerable.Repeat(new byte[] { 129, 0 }, 10_000).SelectMany(x => x).ToArray(),
            "LZWDecode" => Lzw(200),
            _ => Latin1(new string('z', 400_000) + "~>"),
        };
        var limits = new InspectionLimits { MaxPdfContentBytes = 1 << 20 };
        Inspecting.Of(SamplePdf.Of("", "", Stream($"/Filter /{filter}", data)), limits: limits)
            .ShouldBlock(FindingCode.PdfBomb);
    }

    [Fact]
    public void Pictures_inside_a_pdf_obey_the_pixel_limit()
    {
        Inspecting.Of(SamplePdf.Of("", "", Stream("/Subtype /Image /Width 60000 /Height 60000", [1, 2, 3])))
            .ShouldBlock(FindingCode.PixelsTooMany);
        var jpeg = SamplePicture.Jpeg(400, 400);
        var frame = jpeg.AsSpan().IndexOf<byte>([0xFF, 0xC0]);
        (jpeg[frame + 5], jpeg[frame + 7]) = (0xEA, 0xEA);
        Inspecting.Of(SamplePdf.Of("", "", Stream("/Subtype /Image /Filter /DCTDecode /Width 4 /Height 4", jpeg)))
            .ShouldBlock(FindingCode.PixelsTooMany);
    }

    [Fact]
    public void Too_many_pages_are_counted_and_not_parsed()
    {
        var inspection = Inspecting.Of(SamplePdf.Pages(4), limits: new() { MaxPages = 3 });
        inspection.ShouldBlock(FindingCode.PdfTooManyPages);
        Assert.Equal((4, 4L, 3L), (inspection.Pages, inspection.Findings[0].Found, inspection.Findings[0].Limit));
    }

    [Fact]
    public void Pages_that_draw_each_other_without_end_are_given_up_in_time()
    {
        // Each form draws the next twenty times: 20^5 steps.
        const int forms = 5;
        var chain = Enumerable.Range(0, forms).Select(i => Stream(
            $"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {6 + i} 0 R >> >>",
            Latin1(string.Concat(Enumerable.Repeat("/X Do ", 20))))).ToArray();
        var last = Stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", []);
        byte[][] objects = [Stream("", "/X Do"u8.ToArray()), .. chain, last];
        var bytes = Encoding.Latin1.GetString(SamplePdf.Of("", "", objects))
            .Replace("/MediaBox [0 0 595 842]", "/MediaBox [0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>");
        var watch = Stopwatch.StartNew();
        var inspection = Inspecting.Of(Latin1(bytes), limits: new() { PdfTime = TimeSpan.FromSeconds(1) });
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5));
        inspection.ShouldBlock(FindingCode.Unreadable, "time");
    }

    [Fact]
    public void Brackets_nested_a_hundred_thousand_deep_do_not_bring_the_reader_down()
    {
        var deep = Latin1(new string('[', 100_000) + new string(']', 100_000));
        Assert.Equal(DocumentKind.Pdf, Inspecting.Of(SamplePdf.Of("/X 5 0 R", "", Content, deep)).Kind);
        Assert.Equal(DocumentKind.Pdf, Inspecting.Of(SamplePdf.Of("", "", Stream("", deep))).Kind);
    }

    [Fact]
    public void A_pdf_without_pages_or_with_nothing_but_its_first_and_last_line_is_not_readable()
    {
        Inspecting.Of("%PDF-1.7\nstartxref\n0\n%%EOF\n"u8.ToArray()).ShouldBlock(FindingCode.Unreadable);
        Inspecting.Of("%PDF-1.7\n"u8.ToArray()).ShouldBlock(FindingCode.Truncated);
    }

    /// <summary>
    /// Twelve-bit codes that each name the longest string so far; runs until the table is full, again and again.
    /// </summary>
    private static byte[] Lzw(int rounds)
    {
        var bits = new List<byte>();
        void Put(int code, int width)
        {
            for (var bit = width - 1; bit >= 0; bit--)
            {
                bits.Add((byte)((code >> bit) & 1));
            }
        }

        for (var round = 0; round < rounds; round++)
        {
            Put(256, round == 0 ? 9 : 12);
            Put(0, 9);
            for (var code = 258; code < 4095; code++)
            {
                var next = code + 1;
                Put(code, next >= 2048 ? 12 : next >= 1024 ? 11 : next >= 512 ? 10 : 9);
            }
        }

        return [.. bits.Chunk(8).Select(b => (byte)b.Aggregate(0, (value, bit) => value << 1 | bit))];
    }
}
