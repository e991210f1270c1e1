using System.Text;
using Guanwei.Samples;

namespace Guanwei.Vision.Tests;

public class PolyglotTests
{
    private static readonly byte[] Zip = SampleXlsx.Zip(("a.class", "CAFEBABE"u8.ToArray()));
    private static readonly byte[] Pdf = SamplePdf.Pages();
    private static readonly byte[] Html = "<html><script>alert(1)</script>"u8.ToArray();

    public static TheoryData<string, byte[], string> Tails => new()
    {
        { "jpeg", Zip, "zip" },
        { "jpeg", Pdf, "pdf" },
        { "jpeg", Html, "html" },
        { "jpeg", "<?php system('id');"u8.ToArray(), "php" },
        { "jpeg", "Rar!\u001A\u0007\u0001\0"u8.ToArray(), "rar" },
        { "jpeg", "MZ\u0090\0"u8.ToArray(), "exe" },
        { "png", Zip, "zip" },
        { "png", Pdf, "pdf" },
        { "png", Html, "html" },
        { "png", SamplePicture.Jpeg(), "jpeg" },
        { "pdf", Zip, "zip" },
        { "pdf", Html, "html" },
        { "pdf", SamplePicture.Png(), "png" },
        { "xlsx", Html, "html" },
        { "xlsx", Pdf, "pdf" },
    };

    [Theory]
    [MemberData(nameof(Tails))]
    public void A_second_format_behind_the_first_is_found(string first, byte[] second, string detail) =>
        Inspecting.Of([.. Sample(first), .. second]).ShouldBlock(FindingCode.Polyglot, detail);

    [Fact]
    public void A_second_format_before_a_pdf_is_found()
    {
        Inspecting.Of([.. "MZ\u0090\0"u8, .. Pdf], "a.pdf").ShouldBlock(FindingCode.Polyglot, "exe");
        Inspecting.Of([.. Html, .. Pdf], "a.pdf").ShouldBlock(FindingCode.Polyglot, "html");
        Inspecting.Of([.. "GIF89a"u8, .. Pdf]).ShouldBlock(FindingCode.Polyglot, "gif");
        Inspecting.Of([.. "x = 1 # "u8, .. Pdf]).ShouldBlock(FindingCode.Polyglot, "prefix");
    }

    [Fact]
    public void A_byte_order_mark_and_blank_lines_before_a_pdf_are_no_second_format() =>
        Inspecting.Of([0xEF, 0xBB, 0xBF, (byte)'\n', .. Pdf]).ShouldBeClean(DocumentKind.Pdf);

    [Fact]
    public void A_pdf_hidden_in_a_jpeg_comment_is_found()
    {
        var jpeg = SamplePicture.Jpeg();
        Inspecting.Of([.. jpeg[..2], .. Segment(0xFE, "%PDF-1.4\n1 0 obj"u8), .. jpeg[2..]])
            .ShouldBlock(FindingCode.Polyglot, "pdf");
    }

    [Fact]
    public void A_web_shell_in_a_jpeg_comment_or_a_png_text_is_found()
    {
        var jpeg = SamplePicture.Jpeg();
        Inspecting.Of([.. jpeg[..2], .. Segment(0xFE, "<?PHP eval($_GET[0]);"u8), .. jpeg[2..]])
            .ShouldBlock(FindingCode.Polyglot, "php");
        var png = SamplePicture.Png();
        var text = SamplePng.Chunk("tEXt", Encoding.Latin1.GetBytes("Comment\0<ScRiPt>alert(1)"));
        Inspecting.Of([.. png[..33], .. text, .. png[33..]]).ShouldBlock(FindingCode.Polyglot, "html");
    }

    [Fact]
    public void A_jar_behind_a_gif_is_found_though_gif_is_refused_anyway()
    {
        var inspection = Inspecting.Of([.. "GIF89a\u0001\0\u0001\0\0\0\0;"u8, .. Zip], "a.gif");
        inspection.ShouldBlock(FindingCode.KindUnknown, "gif");
        inspection.ShouldBlock(FindingCode.Polyglot, "zip");
    }

    [Fact]
    public void A_zip_whose_comment_hides_the_rest_of_a_picture_is_found()
    {
        var zip = Zip.ToArray();
        byte[] tail = [.. "more than the end record"u8];
        zip[^2] = (byte)tail.Length;
        Inspecting.Of([.. SamplePicture.Jpeg(), .. zip, .. tail]).ShouldBlock(FindingCode.Polyglot, "zip");
    }

    [Fact]
    public void What_phones_append_to_a_photograph_is_no_second_format()
    {
        byte[] clip = [0, 0, 0, 0x18, .. "ftypmp42"u8, .. new byte[64]];
        foreach (var tail in new[] { clip, SamplePicture.Jpeg(320, 320) })
        {
            var inspection = Inspecting.Of([.. SamplePicture.Jpeg(), .. tail], "IMG_0001.jpg");
            Assert.Equal([FindingCode.TrailingData], inspection.Codes());
            Assert.True(inspection.Readable);
        }
    }

    private static byte[] Sample(string kind) => kind switch
    {
        "jpeg" => SamplePicture.Jpeg(),
        "png" => SamplePicture.Png(),
        "pdf" => Pdf,
        _ => new SampleXlsx().Rows("机构", ["名称"]).Bytes(),
    };

    private static byte[] Segment(byte marker, ReadOnlySpan<byte> content) =>
        [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];
}
