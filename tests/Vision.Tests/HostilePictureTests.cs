using System.Text;
using Guanwei.Samples;

namespace Guanwei.Vision.Tests;

public class HostilePictureTests
{
    [Fact]
    public void A_picture_of_60000_by_60000_is_refused_by_its_header_alone()
    {
        var png = SamplePng.Of(SamplePng.Header(60_000, 60_000), SamplePng.Pixels(100), SamplePng.End);
        var inspection = Inspecting.Of(png, "a.png");
        inspection.ShouldBlock(FindingCode.PixelsTooMany);
        Assert.Equal(3_600_000_000, inspection.Findings[0].Found);

        var jpeg = SamplePicture.Jpeg(400, 400);
        var frame = jpeg.AsSpan().IndexOf<byte>([0xFF, 0xC0]);
        (jpeg[frame + 5], jpeg[frame + 7]) = (0xEA, 0xEA);
        Inspecting.Of(jpeg, "a.jpg").ShouldBlock(FindingCode.PixelsTooMany);
    }

    [Fact]
    public void Picture_data_that_unpack_beyond_the_picture_are_a_bomb()
    {
        var bomb = SamplePng.Of(SamplePng.Header(400, 400), SamplePng.Pixels(200 << 20), SamplePng.End);
        Assert.True(bomb.Length < 300_000);
        Inspecting.Of(bomb).ShouldBlock(FindingCode.ImageBomb, "IDAT");
    }

    [Theory]
    [InlineData(255, 6)]
    [InlineData(8, 7)]
    public void A_depth_or_colour_that_no_png_has_is_not_readable(byte depth, byte colour) =>
        Inspecting.Of(SamplePng.Of(SamplePng.Header(400, 400, depth, colour), SamplePng.Pixels(100), SamplePng.End))
            .ShouldBlock(FindingCode.Unreadable, "IHDR");

    [Theory]
    [InlineData("zTXt", "Comment\0\0")]
    [InlineData("iCCP", "profile\0\0")]
    [InlineData("iTXt", "Comment\0\u0001\0zh\0\0")]
    public void Texts_and_profiles_that_unpack_to_megabytes_are_a_bomb(string chunk, string head)
    {
        byte[] text = [.. Encoding.Latin1.GetBytes(head), .. SamplePdf.Flate(new byte[8 << 20])];
        Inspecting.Of(WithChunk(SamplePng.Chunk(chunk, text))).ShouldBlock(FindingCode.ImageBomb, "text");
    }

    [Fact]
    public void A_jpeg_of_a_thousand_scans_is_a_bomb()
    {
        var jpeg = SamplePicture.Jpeg(400, 400);
        var scan = jpeg.AsSpan().IndexOf<byte>([0xFF, 0xDA]);
        var header = jpeg[scan..(scan + 2 + (jpeg[scan + 2] << 8) + jpeg[scan + 3])];
        byte[] bomb = [.. jpeg[..scan], .. Enumerable.Repeat(header, 1000).SelectMany(h => h), .. jpeg[scan..]];
        Inspecting.Of(bomb).ShouldBlock(FindingCode.ImageBomb, "scans");
    }

    [Theory]
    [InlineData(10)]
    [InlineData(20)]
    [InlineData(30)]
    [InlineData(40)]
    [InlineData(50)]
    [InlineData(60)]
    [InlineData(70)]
    [InlineData(80)]
    [InlineData(90)]
    public void An_upload_that_broke_off_is_called_truncated(int percent)
    {
        foreach (var whole in new[] { SamplePicture.Jpeg(), SamplePicture.Png(), SamplePdf.Pages(2) })
        {
            Inspecting.Of(whole[..(whole.Length * percent / 100)]).ShouldBlock(FindingCode.Truncated);
        }
    }

    [Fact]
    public void A_picture_whose_last_byte_is_missing_is_truncated()
    {
        Inspecting.Of(SamplePicture.Jpeg()[..^1]).ShouldBlock(FindingCode.Truncated);
        Inspecting.Of(SamplePicture.Png()[..^1]).ShouldBlock(FindingCode.Truncated);
    }

    [Fact]
    public void A_damaged_png_is_not_readable()
    {
        var png = SamplePicture.Png();
        png[png.Length / 2] ^= 1;
        Inspecting.Of(png).ShouldBlock(FindingCode.Unreadable, "crc");

        var empty = SamplePng.Of(SamplePng.Header(400, 400), SamplePng.End);
        Inspecting.Of(empty).ShouldBlock(FindingCode.Unreadable);

        var tenRows = SamplePng.Of(SamplePng.Header(400, 400), SamplePng.Pixels(4010), SamplePng.End);
        Inspecting.Of(tenRows).ShouldBlock(FindingCode.Truncated);
    }

    [Fact]
    public void A_jpeg_with_garbage_between_its_segments_is_not_readable()
    {
        var jpeg = SamplePicture.Jpeg();
        Inspecting.Of([.. jpeg[..2], 0xFF, 0xFE, 0, 4, 1, 2, 0x33, .. jpeg[2..]])
            .ShouldBlock(FindingCode.Unreadable, "segments");
        Inspecting.Of([0xFF, 0xD8, 0xFF, 0xD9]).ShouldBlock(FindingCode.Unreadable);
    }

    private static byte[] WithChunk(byte[] chunk)
    {
        var png = SamplePicture.Png();
        const int behindHeader = 8 + 25;
        return [.. png[..behindHeader], .. chunk, .. png[behindHeader..]];
    }
}
