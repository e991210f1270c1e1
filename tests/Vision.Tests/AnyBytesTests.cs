using System.Diagnostics;
using CsCheck;
using Guanwei.Samples;

namespace Guanwei.Vision.Tests;

/// <summary>Whatever the bytes are, there is a verdict, in bounded time, and it contradicts itself nowhere.</summary>
public class AnyBytesTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);
    private static readonly InspectionLimits Limits =
        new() { PdfTime = TimeSpan.FromSeconds(3), MaxPdfBytes = 64 << 20 };

    // Small, so that a few changed bytes hit structure as often as content.
    private static readonly byte[][] Seeds =
    [
        SamplePicture.Jpeg(320, 320), SamplePicture.Png(320, 320), SamplePdf.Pages(1, "SPECIMEN"),
        SamplePdf.Of("/OpenAction [3 0 R /Fit]", "",
            SamplePdf.Stream("/Filter /FlateDecode", SamplePdf.Flate("BT ET"u8.ToArray())),
            SamplePdf.Stream("/Filter [/ASCII85Decode /LZWDecode]",
                "J..)6T`?p&<!J9%_[umg\"B7/Z7KNXbN'S+,*Q/~>"u8.ToArray())),
        new SampleXlsx().Rows("机构", ["名称", "代码"], ["样例局", "1"]).SharedStrings("<si><t>x</t></si>").Bytes(),
        "名称,代码\r\n\"样例局\",1\r\n"u8.ToArray(),
    ];

    private static readonly Gen<byte[]> Bytes = Gen.Byte.Array[0, 600];

    // Overwrite, insert, cut out, or repeat: where, how much, with what.
    private static readonly Gen<byte[]> Mutated = Gen.Select(
        Gen.Int[0, Seeds.Length - 1], Gen.Select(Gen.Int[0, 3], Gen.Double[0, 1], Gen.Byte.Array[1, 12]).Array[1, 8],
        (seed, changes) => changes.Aggregate(Seeds[seed], (bytes, c) => Change(bytes, c.Item1, c.Item2, c.Item3)));

    private static readonly Gen<byte[]> Spliced = Gen.Select(
        Gen.Int[0, Seeds.Length - 1], Gen.Int[0, Seeds.Length - 1], Gen.Double[0, 1], Gen.Double[0, 1],
        (a, b, cut, start) => Seeds[a].Take((int)(Seeds[a].Length * cut))
            .Concat(Seeds[b].Skip((int)(Seeds[b].Length * start))).ToArray());

    [Fact]
    public void Random_bytes_have_a_verdict() => Bytes.Sample(ShouldHaveAVerdict, iter: 2_000, threads: 2);

    [Fact]
    public void Damaged_documents_have_a_verdict() => Mutated.Sample(ShouldHaveAVerdict, iter: 1_500, threads: 2);

    [Fact]
    public void Documents_grown_together_have_a_verdict() => Spliced.Sample(ShouldHaveAVerdict, iter: 400, threads: 2);

    private static void ShouldHaveAVerdict(byte[] bytes)
    {
        var watch = Stopwatch.StartNew();
        var inspection = Inspecting.Of(bytes, "a.pdf", Limits);
        var reading = TableReading.Of(new MemoryStream(bytes, writable: false), new() { Document = Limits });
        Assert.True(watch.Elapsed < Longest, $"took {watch.Elapsed}");
        Assert.Equal(bytes.Length, inspection.Size);
        Assert.False(inspection.Readable && inspection.Blocked);
        Assert.True(inspection.Readable || inspection.Blocked, "neither readable nor refused");
        Assert.True(inspection.Kind != DocumentKind.Unknown || inspection.Blocked);
        Assert.True(reading.Blocked || reading.Kind is DocumentKind.Xlsx or DocumentKind.Text);
        Assert.Equal(inspection.ToJson(), Inspection.FromJson(inspection.ToJson()).ToJson());
    }

    private static byte[] Change(byte[] bytes, int how, double where, byte[] with)
    {
        var at = (int)(bytes.Length * where);
        var end = Math.Min(bytes.Length, at + with.Length);
        return how switch
        {
            0 => [.. bytes[..at], .. with[..(end - at)], .. bytes[end..]],
            1 => [.. bytes[..at], .. with, .. bytes[at..]],
            2 => [.. bytes[..at], .. bytes[end..]],
            _ => [.. bytes[..end], .. bytes[at..]],
        };
    }
}
