using System.Buffers.Binary;
using Guanwei.Samples;

namespace Guanwei.Vision.Tests;

public class HostileZipTests
{
    [Fact]
    public void Entries_that_unpack_beyond_size_or_ratio_are_a_bomb()
    {
        Inspecting.Of(Book().Part("xl/media/a.bin", new byte[100 << 20]).Bytes())
            .ShouldBlock(FindingCode.ZipBomb, "size");
        Inspecting.Of(Book().Part("xl/media/a.bin", new byte[10 << 20]).Bytes())
            .ShouldBlock(FindingCode.ZipBomb, "ratio");
    }

    [Fact]
    public void A_header_that_declares_a_small_size_does_not_hide_a_bomb()
    {
        var book = Book().Part("xl/media/a.bin", new byte[100 << 20]).Bytes();
        foreach (var at in Declared(book, "xl/media/a.bin"))
        {
            BinaryPrimitives.WriteUInt32LittleEndian(book.AsSpan(at), 10);
        }

        Inspecting.Of(book).ShouldBlock(FindingCode.ZipBomb, "size");
    }

    [Fact]
    public void A_header_that_lies_about_a_bearable_size_is_not_readable()
    {
        var book = Book().Part("xl/media/a.bin", new byte[1000]).Bytes();
        foreach (var at in Declared(book, "xl/media/a.bin"))
        {
            BinaryPrimitives.WriteUInt32LittleEndian(book.AsSpan(at), 10);
        }

        Inspecting.Of(book).ShouldBlock(FindingCode.Unreadable, "entry");
    }

    [Fact]
    public void Thousands_of_entries_are_a_bomb()
    {
        var book = Book();
        for (var entry = 0; entry < 2_100; entry++)
        {
            book.Part($"xl/media/{entry}", "");
        }

        Inspecting.Of(book.Bytes()).ShouldBlock(FindingCode.ZipBomb, "entries");
    }

    [Fact]
    public void Entries_that_share_their_bytes_are_a_bomb()
    {
        var book = Book().Part("a", "same").Part("b", "same").Bytes();
        // The directory's "b" is pointed at "a" and renamed, as overlapping bombs do it.
        var records = Records(book);
        var (a, b) = (records["a"], records["b"]);
        book.AsSpan(a + 42, 4).CopyTo(book.AsSpan(b + 42, 4));
        book[b + 46] = (byte)'a';
        var inspection = Inspecting.Of(book);
        inspection.ShouldBlock(FindingCode.ZipBomb, "overlap");
        inspection.ShouldBlock(FindingCode.ZipPath);
    }

    [Theory]
    [InlineData("../../etc/cron.d/x")]
    [InlineData("xl/../../x")]
    [InlineData("/etc/passwd")]
    [InlineData("C:\\x")]
    [InlineData("xl\\workbook.bin")]
    [InlineData("a\0b")]
    public void Paths_that_climb_out_are_refused(string name) =>
        Inspecting.Of(Book().Part(name, "x").Bytes()).ShouldBlock(FindingCode.ZipPath);

    [Fact]
    public void An_entry_that_occurs_twice_is_refused() =>
        Inspecting.Of(SampleXlsx.Zip(("[Content_Types].xml", [1]), ("xl/workbook.xml", [2]), ("XL/workbook.xml", [3])))
            .ShouldBlock(FindingCode.ZipPath);

    [Fact]
    public void An_archive_in_the_archive_is_refused() =>
        Inspecting.Of(Book().Part("xl/media/b", SampleXlsx.Zip(("x", [1]))).Bytes())
            .ShouldBlock(FindingCode.ZipNested, "xl/media/b");

    [Theory]
    [InlineData("xl/vbaProject.bin")]
    [InlineData("xl/macrosheets/sheet1.xml")]
    [InlineData("xl/activeX/activeX1.bin")]
    [InlineData("xl/embeddings/oleObject1.bin")]
    public void Program_code_is_refused(string name) =>
        Inspecting.Of(Book().Part(name, "x").Bytes()).ShouldBlock(FindingCode.Macro, name);

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    public void Entities_and_document_types_are_refused_in_any_encoding(string encoding)
    {
        const string xml = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><sst><si><t>&e;</t></si></sst>";
        var bytes = System.Text.Encoding.GetEncoding(encoding).GetBytes(xml);
        Inspecting.Of(Book().Part("xl/sharedStrings.xml", bytes).Bytes())
            .ShouldBlock(FindingCode.XmlDtd, "xl/sharedStrings.xml");
    }

    [Fact]
    public void Encrypted_entries_are_refused()
    {
        var book = Book().Bytes();
        foreach (var record in Records(book).Values)
        {
            book[record + 8] |= 1;
        }

        var inspection = Inspecting.Of(book);
        inspection.ShouldBlock(FindingCode.Encrypted);
        Assert.True(inspection.Encrypted);
    }

    [Fact]
    public void A_workbook_with_a_password_is_called_encrypted_and_not_only_unknown()
    {
        byte[] ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[504],
            .. System.Text.Encoding.Unicode.GetBytes("EncryptedPackage"), .. new byte[96]];
        var inspection = Inspecting.Of(ole, "a.xlsx");
        inspection.ShouldBlock(FindingCode.Encrypted);
        inspection.ShouldBlock(FindingCode.KindUnknown, "ole");
    }

    [Fact]
    public void Bytes_hidden_between_entries_are_found()
    {
        var book = Book().Bytes();
        var central = book.AsSpan().IndexOf("PK\u0001\u0002"u8);
        byte[] hidden = [.. book[..central], .. new byte[500], .. book[central..]];
        var start = BinaryPrimitives.ReadUInt32LittleEndian(hidden.AsSpan(hidden.Length - 6));
        BinaryPrimitives.WriteUInt32LittleEndian(hidden.AsSpan(hidden.Length - 6), start + 500);
        Inspecting.Of(hidden).ShouldBlock(FindingCode.Polyglot, "gap");
    }

    [Fact]
    public void A_local_header_that_tells_another_story_than_the_directory_is_not_readable()
    {
        var book = Book().Bytes();
        var local = book.AsSpan().IndexOf("xl/workbook.xml"u8);
        book[local] = (byte)'y';
        Inspecting.Of(book).ShouldBlock(FindingCode.Unreadable, "header");
    }

    [Fact]
    public void A_plain_zip_and_a_zip_that_broke_off_are_no_documents()
    {
        Inspecting.Of(SampleXlsx.Zip(("a.txt", [1])), "a.xlsx").ShouldBlock(FindingCode.KindUnknown, "zip");
        var book = Book().Bytes();
        Inspecting.Of(book[..(book.Length / 2)], "a.xlsx").ShouldBlock(FindingCode.Truncated);
    }

    private static SampleXlsx Book() => new SampleXlsx().Rows("机构", ["名称"]);

    private static Dictionary<string, int> Records(byte[] zip)
    {
        Dictionary<string, int> records = [];
        for (var at = 0; zip.AsSpan(at).IndexOf("PK\u0001\u0002"u8) is >= 0 and var offset; at++)
        {
            at += offset;
            var length = BinaryPrimitives.ReadUInt16LittleEndian(zip.AsSpan(at + 28));
            records[System.Text.Encoding.UTF8.GetString(zip, at + 46, length)] = at;
        }

        return records;
    }

    /// <summary>Where the local header and the directory declare the entry's unpacked size.</summary>
    private static int[] Declared(byte[] zip, string name)
    {
        var record = Records(zip)[name];
        return [(int)BinaryPrimitives.ReadUInt32LittleEndian(zip.AsSpan(record + 42)) + 22, record + 24];
    }
}
