using System.Security.Cryptography;
using System.Text;
using Guanwei.Samples;

namespace Guanwei.Vision.Tests;

public class GoodDocumentTests
{
    [Fact]
    public void A_photographed_certificate_is_taken_as_it_is()
    {
        var jpeg = SamplePicture.Jpeg(1240, 877);
        var inspection = Inspecting.Of(jpeg, "组织机构代码证.JPG");
        inspection.ShouldBeClean(DocumentKind.Jpeg);
        Assert.Equal((1240, 877, 1), (inspection.Width, inspection.Height, inspection.Pages));
        Assert.Equal(jpeg.Length, inspection.Size);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(jpeg)), inspection.Sha256);
    }

    [Fact]
    public void A_scanned_png_is_taken_as_it_is()
    {
        var inspection = Inspecting.Of(SamplePicture.Png(900, 600), "scan.png");
        inspection.ShouldBeClean(DocumentKind.Png);
        Assert.Equal((900, 600, 1), (inspection.Width, inspection.Height, inspection.Pages));
    }

    [Fact]
    public void A_letter_of_three_pages_is_taken_as_it_is()
    {
        var inspection = Inspecting.Of(SamplePdf.Pages(3), "授权书.pdf");
        inspection.ShouldBeClean(DocumentKind.Pdf);
        Assert.Equal(3, inspection.Pages);
        Assert.Null(inspection.Width);
    }

    [Fact]
    public void A_workbook_a_word_document_and_a_csv_file_are_told_apart()
    {
        Inspecting.Of(new SampleXlsx().Rows("机构", ["名称"]).Bytes(), "机构.xlsx").ShouldBeClean(DocumentKind.Xlsx);
        var word = SampleXlsx.Zip(
            ("[Content_Types].xml", "<Types/>"u8.ToArray()), ("word/document.xml", "<document/>"u8.ToArray()));
        Inspecting.Of(word, "a.docx").ShouldBeClean(DocumentKind.Docx);
        Inspecting.Of(Encoding.UTF8.GetBytes("名称,代码\r\n"), "a.csv").ShouldBeClean(DocumentKind.Text);
    }

    [Fact]
    public void An_interlaced_or_a_one_bit_png_is_readable_too()
    {
        // 400 rows of 50 packed bytes; interlaced, seven passes over 8 × 8 blocks.
        var oneBit = SamplePng.Of(SamplePng.Header(400, 400, depth: 1), SamplePng.Pixels(400 * 51), SamplePng.End);
        Inspecting.Of(oneBit, "a.png").ShouldBeClean(DocumentKind.Png);
        const int passes = 50 * 51 + 50 * 51 + 50 * 101 + 100 * 101 + 100 * 201 + 200 * 201 + 200 * 401;
        var interlaced = SamplePng.Of(
            SamplePng.Header(400, 400, interlace: 1), SamplePng.Pixels(passes), SamplePng.End);
        Inspecting.Of(interlaced, "a.png").ShouldBeClean(DocumentKind.Png);
    }

    [Fact]
    public void A_tiny_picture_is_doubted_and_not_refused()
    {
        var inspection = Inspecting.Of(SamplePicture.Jpeg(640, 240));
        var finding = Assert.Single(inspection.Findings);
        Assert.Equal((FindingCode.TooSmallImage, FindingSeverity.Warn, 240L, 300L),
            (finding.Code, finding.Severity, finding.Found, finding.Limit));
        Assert.True(inspection.Readable);
    }

    [Fact]
    public void Everything_survives_the_way_between_the_processes()
    {
        var sent = Inspecting.Of([.. SamplePicture.Jpeg(200, 200), .. "PK\u0003\u0004"u8], "样本\u202E.png");
        var json = sent.ToJson();
        Assert.Contains("\"code\":\"KIND_MISMATCH\"", json);
        Assert.Contains("\"severity\":\"BLOCK\"", json);
        var received = Inspection.FromJson(json);
        Assert.Equal(sent.Findings, received.Findings);
        Assert.Equal(sent with { Findings = [] }, received with { Findings = [] }, Same);
    }

    private static bool Same(Inspection a, Inspection b) => a.ToJson() == b.ToJson();
}
