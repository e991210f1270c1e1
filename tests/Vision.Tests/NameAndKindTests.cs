using Guanwei.Samples;

namespace Guanwei.Vision.Tests;

public class NameAndKindTests
{
    [Theory]
    [InlineData("a.png")]
    [InlineData("a.pdf")]
    [InlineData("a.jpg.exe")]
    [InlineData("a")]
    [InlineData("")]
    public void The_name_does_not_decide_the_kind_but_must_agree_with_it(string name)
    {
        var inspection = Inspecting.Of(SamplePicture.Jpeg(), name);
        Assert.Equal(DocumentKind.Jpeg, inspection.Kind);
        inspection.ShouldBlock(FindingCode.KindMismatch);
    }

    [Theory]
    [InlineData("..\\..\\web.config.jpg")]
    [InlineData("/etc/passwd.jpg")]
    [InlineData("a.pdf\0.jpg")]
    [InlineData("a\r\nSet-Cookie: x.jpg")]
    [InlineData("营业执照\u202Egnp.jpg")]
    [InlineData("a\u200B.jpg")]
    public void Tricks_in_the_name_are_told(string name) =>
        Assert.Equal([FindingCode.NameTrick], Inspecting.Of(SamplePicture.Jpeg(), name).Codes());

    [Theory]
    [InlineData("组织机构代码证 (1).jpg")]
    [InlineData("authorisation-letter_v2.final.JPEG")]
    [InlineData("身份证正面·𠮷.jpg")]
    public void Ordinary_names_are_no_tricks(string name) =>
        Assert.Empty(Inspecting.Of(SamplePicture.Jpeg(), name).Findings);

    [Fact]
    public void Nothing_at_all_and_a_single_byte_are_refused_in_words()
    {
        Inspecting.Of([], "a.pdf").ShouldBlock(FindingCode.Empty);
        foreach (var first in new byte[] { 0, 0xFF, 0x89, 0x01 })
        {
            Inspecting.Of([first], "a.jpg").ShouldBlock(FindingCode.KindUnknown);
        }

        Inspecting.Of("x"u8.ToArray(), "a.jpg").ShouldBlock(FindingCode.KindMismatch, "jpg");
    }

    [Theory]
    [InlineData("<!DOCTYPE html><p>", "html")]
    [InlineData("\uFEFF  <html>", "html")]
    [InlineData("<svg onload=alert(1)>", "xml")]
    [InlineData("<?xml version=\"1.0\"?><a/>", "xml")]
    [InlineData("#!/bin/sh\nid", "script")]
    [InlineData("{\\rtf1 x}", "rtf")]
    [InlineData("<?php phpinfo();", "html")]
    public void Markup_and_scripts_are_no_text_documents(string text, string detail) =>
        Inspecting.Of(System.Text.Encoding.UTF8.GetBytes(text), "a.csv").ShouldBlock(FindingCode.KindUnknown, detail);

    [Fact]
    public void A_file_over_the_limit_is_not_looked_at()
    {
        var inspection = Inspecting.Of(SamplePicture.Jpeg(), limits: new() { MaxBytes = 1000 });
        inspection.ShouldBlock(FindingCode.FileTooLarge);
        Assert.Null(inspection.Sha256);
        Assert.Equal(DocumentKind.Unknown, inspection.Kind);
    }

    [Fact]
    public void Only_regular_files_are_opened()
    {
        var folder = Directory.CreateTempSubdirectory("vision-");
        try
        {
            var file = Path.Combine(folder.FullName, "a.jpg");
            File.WriteAllBytes(file, SamplePicture.Jpeg());
            Assert.True(Inspection.OfFile(file, "a.jpg").Readable);
            Inspection.OfFile(folder.FullName).ShouldBlock(FindingCode.NotAFile);
            if (!OperatingSystem.IsWindows())
            {
                var link = Path.Combine(folder.FullName, "link.jpg");
                File.CreateSymbolicLink(link, file);
                Inspection.OfFile(link).ShouldBlock(FindingCode.NotAFile);
                Inspection.OfFile("/dev/zero").ShouldBlock(FindingCode.Empty);
                Assert.True(TableReading.OfFile(link).Blocked);
            }

            Assert.ThrowsAny<IOException>(() => Inspection.OfFile(Path.Combine(folder.FullName, "missing")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
