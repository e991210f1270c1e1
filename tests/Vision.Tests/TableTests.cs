using System.Text;
using Guanwei.Samples;

namespace Guanwei.Vision.Tests;

public class TableTests
{
    [Fact]
    public void A_workbook_gives_the_texts_of_its_first_sheet_with_row_and_column_numbers()
    {
        var book = new SampleXlsx()
            .SharedStrings("""
                <si><t>名称</t></si>
                <si><r><t>样例市</t></r><r><t xml:space="preserve"> 税务局 </t></r><rPh><t>YANG</t></rPh></si>
                <si/>
                """)
            .Sheet("机构", """
                <row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>代码_x000D_</t></is></c></row>
                <row r="4"><c r="B4" t="s"><v>1</v></c><c r="C4" t="s"><v>2</v></c>
                    <c r="AA4" t="str"><v>x &amp; y</v></c></row>
                """);
        var reading = Read(book.Bytes());
        Assert.False(reading.Blocked);
        Assert.Equal((DocumentKind.Xlsx, "机构"), (reading.Kind, reading.Sheet));
        Assert.Equal([1, 4], reading.Rows.Select(r => r.Number));
        Assert.Equal([new TableCell(1, "名称"), new(3, "代码")], reading.Rows[0].Cells);
        Assert.Equal([new TableCell(2, "样例市 税务局"), new(27, "x & y")], reading.Rows[1].Cells);
        Assert.Equal(("样例市 税务局", ""), (reading.Rows[1][2], reading.Rows[1][3]));
    }

    [Theory]
    [InlineData(14, "", "46349", "2026-11-23")]
    [InlineData(31, "", "46349", "2026-11-23")]
    [InlineData(22, "", "46349.729166666664", "2026-11-23T17:30:00")]
    [InlineData(18, "", "0.7291666666666666", "17:30:00")]
    [InlineData(164, "yyyy\"年\"m\"月\"d\"日\"", "46349", "2026-11-23")]
    [InlineData(164, "[h]:mm", "0.5", "12:00:00")]
    [InlineData(164, "[Red]0.00\"日\"", "46349", "46349")]
    [InlineData(164, "0\\d;yyyy", "46349", "46349")]
    [InlineData(0, "", "46349", "46349")]
    [InlineData(14, "", "59", "1900-02-28")]
    [InlineData(14, "", "61", "1900-03-01")]
    [InlineData(14, "", "99999999", "99999999")]
    [InlineData(14, "", "-1", "-1")]
    [InlineData(0, "", "0.30000000000000004", "0.3")]
    [InlineData(0, "", "1.38E+10", "13800000000")]
    public void Numbers_are_shown_as_their_style_shows_them(int format, string code, string value, string shown)
    {
        var quoted = code.Replace("\"", "&quot;");
        var custom = code.Length == 0
            ? ""
            : $"""<numFmts><numFmt numFmtId="{format}" formatCode="{quoted}"/></numFmts>""";
        var book = new SampleXlsx()
            .Styles($"""
                {custom}<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
                <cellXfs><xf numFmtId="0"/><xf numFmtId="{format}"/></cellXfs>
                """)
            .Sheet("a", $"<row><c s=\"1\"><v>{value}</v></c></row>");
        Assert.Equal(shown, Read(book.Bytes()).Rows[0][1]);
    }

    [Fact]
    public void Days_counted_from_1904_are_the_same_days()
    {
        var book = new SampleXlsx().Properties("date1904=\"1\"").Styles("<cellXfs><xf numFmtId=\"14\"/></cellXfs>")
            .Sheet("a", "<row><c s=\"0\"><v>44887</v></c></row>");
        Assert.Equal("2026-11-23", Read(book.Bytes()).Rows[0][1]);
    }

    [Fact]
    public void Formulas_give_their_stored_result_and_are_told_once()
    {
        var book = new SampleXlsx().Sheet("a", """
            <row><c><f>1+1</f><v>2</v></c><c t="b"><v>1</v></c><c t="e"><f>X()</f><v>#NAME?</v></c></row>
            """);
        var reading = Read(book.Bytes());
        Assert.Equal(["2", "TRUE", "#NAME?"], reading.Rows[0].Cells.Select(c => c.Text));
        Assert.Equal((FindingCode.FormulaValue, FindingSeverity.Inform, "A1"),
            (reading.Findings.Single().Code, reading.Findings[0].Severity, reading.Findings[0].Detail));
    }

    [Fact]
    public void A_hidden_sheet_is_left_unread_and_told()
    {
        var book = new SampleXlsx().Sheet("旧数据", "<row><c><v>1</v></c></row>", "veryHidden")
            .Sheet("机构", "<row><c><v>2</v></c></row>").Sheet("备注", "<row><c><v>3</v></c></row>", "hidden");
        var reading = Read(book.Bytes());
        Assert.Equal(("机构", "2"), (reading.Sheet, reading.Rows.Single()[1]));
        Assert.Equal(["旧数据", "备注"], reading.Findings.Select(f => f.Detail));
        Assert.All(reading.Findings, f => Assert.Equal(FindingCode.HiddenSheet, f.Code));
        Assert.True(Read(new SampleXlsx().Sheet("a", "", "hidden").Bytes()).Blocked);
    }

    [Fact]
    public void An_identity_number_that_Excel_has_rounded_is_doubted()
    {
        var reading = Read(new SampleXlsx().Sheet("a", "<row><c/><c><v>1.1010119900307E+17</v></c></row>").Bytes());
        Assert.Equal("110101199003070000", reading.Rows[0][2]);
        Assert.Equal((FindingCode.NumberRounded, "B1"), (reading.Findings.Single().Code, reading.Findings[0].Detail));
    }

    [Fact]
    public void A_document_type_is_refused_even_far_inside_a_part()
    {
        var padding = new string(' ', 10_000);
        const string entity = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>";
        var near = new SampleXlsx().Sheet("a", "")
            .Part("xl/sharedStrings.xml", entity + "<sst><si><t>&e;</t></si></sst>");
        Assert.Contains(Read(near.Bytes()).Findings, f => f.Code == FindingCode.XmlDtd);
        var far = new SampleXlsx().Sheet("a", "")
            .Part("xl/sharedStrings.xml", $"<!--{padding}-->{entity}<sst><si><t>&e;</t></si></sst>");
        Assert.Contains(Read(far.Bytes()).Findings, f => f.Code is FindingCode.XmlDtd);
    }

    [Theory]
    [InlineData("<row r=\"5\"/><row r=\"4\"/>", "order")]
    [InlineData("<row r=\"99999999\"/>", "order")]
    [InlineData("<row><c r=\"ZZZZ1\"><v>1</v></c></row>", "order")]
    [InlineData("<row><c r=\"B1\"/><c r=\"A1\"/></row>", "order")]
    [InlineData("<row><c t=\"s\"><v>7</v></c></row>", "string")]
    [InlineData("<row><c t=\"s\"><v>-1</v></c></row>", "string")]
    [InlineData("<row><c></row>", "xml")]
    [InlineData("<row>&undeclared;</row>", "xml")]
    public void A_sheet_that_contradicts_itself_is_not_readable(string rows, string detail)
    {
        var reading = Read(new SampleXlsx().Sheet("a", rows).Bytes());
        Assert.Equal((FindingCode.Unreadable, detail), (reading.Findings.Single().Code, reading.Findings[0].Detail));
    }

    [Fact]
    public void A_sheet_that_lies_outside_the_workbook_is_not_read()
    {
        const string outside = """
            <Relationships>
            <Relationship Id="rId1" Type="x/worksheet" TargetMode="External" Target="http://example.org/a.xml"/>
            </Relationships>
            """;
        var reading = Read(new SampleXlsx().Sheet("a", "").Part("xl/_rels/workbook.xml.rels", outside).Bytes());
        Assert.Equal("sheet", reading.Findings.Single().Detail);
    }

    [Fact]
    public void Csv_in_the_encodings_of_Chinese_offices_is_read()
    {
        const string text = "名称,代码\r\n\"样例市\"\"税务\"\"局,一分局\",A1\r\n\r\n朱镕㙓局, 2 \n";
        var gb = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        var encodings = new (byte[] Bytes, string Name)[]
        {
            (Encoding.UTF8.GetBytes(text), "utf-8"),
            ([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)], "utf-8"),
            (gb.GetBytes(text), "gb18030"),
            ([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)], "utf-16"),
        };
        foreach (var (bytes, name) in encodings)
        {
            var reading = Read(bytes);
            Assert.Empty(reading.Findings);
            Assert.Equal((DocumentKind.Text, name), (reading.Kind, reading.Encoding));
            Assert.Equal([1, 2, 4], reading.Rows.Select(r => r.Number));
            Assert.Equal([new TableCell(1, "样例市\"税务\"局,一分局"), new(2, "A1")], reading.Rows[1].Cells);
            Assert.Equal([new TableCell(1, "朱镕㙓局"), new(2, "2")], reading.Rows[2].Cells);
        }
    }

    [Theory]
    [InlineData("a;b\n1;2")]
    [InlineData("a\tb\r1\t2")]
    [InlineData("a,b\r\n\"1\",\"2\"")]
    [InlineData("a,\"b\"\n1,\"2\n\"")]
    public void Separators_and_line_ends_of_every_kind_are_understood(string text)
    {
        var rows = Read(Encoding.UTF8.GetBytes(text)).Rows;
        Assert.Equal(["a", "b", "1", "2"], rows.SelectMany(r => r.Cells).Select(c => c.Text));
        Assert.Equal([1, 2], rows.Select(r => r.Number));
    }

    [Fact]
    public void A_quotation_mark_that_never_closes_is_told_with_its_cell()
    {
        var reading = Read("a,b\n1,\"2\n3,4"u8.ToArray());
        var finding = reading.Findings.Single();
        Assert.Equal((FindingCode.Unreadable, "quote B2"), (finding.Code, finding.Detail));
    }

    [Fact]
    public void Rows_cells_and_characters_are_bounded_in_both_formats()
    {
        var csv = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("abcdefgh,b\n", 100)));
        var xlsx = new SampleXlsx().Rows("a", Enumerable.Repeat(new[] { "abcdefgh", "b" }, 100).ToArray()).Bytes();
        foreach (var bytes in new[] { csv, xlsx })
        {
            Assert.Equal(100, Read(bytes).Rows.Count);
            Bounded(Read(bytes, new() { MaxRows = 99 }), FindingCode.TableTooManyRows, null, 99);
            Bounded(Read(bytes, new() { MaxCells = 50 }), FindingCode.TableTooLarge, "cells", 25);
            Bounded(Read(bytes, new() { MaxCharacters = 90 }), FindingCode.TableTooLarge, "characters", 10);
            var cut = Read(bytes, new() { MaxCellLength = 5 });
            Assert.Equal("abcde", cut.Rows[0][1]);
            Assert.Contains(cut.Findings, f => f is { Code: FindingCode.CellTooLong, Detail: "A1", Limit: 5 });
        }
    }

    [Fact]
    public void A_table_that_an_inspection_refuses_is_not_read()
    {
        var reading = Read(new SampleXlsx().Rows("a", ["x"]).Part("xl/vbaProject.bin", "x").Bytes());
        Assert.Equal(FindingCode.Macro, reading.Findings.Single().Code);
        Assert.Empty(reading.Rows);
        Assert.Equal("JPEG", Read(SamplePicture.Jpeg()).Findings.Single().Detail);
    }

    [Fact]
    public void A_reading_survives_the_way_between_the_processes()
    {
        var sent = Read("名称,代码\n样例局,\"a\"\"<b>\"\n"u8.ToArray());
        Assert.Contains("样例局", sent.ToJson());
        Assert.Equal(sent.ToJson(), TableReading.FromJson(sent.ToJson()).ToJson());
        Assert.Equal("a\"<b>", TableReading.FromJson(sent.ToJson()).Rows[1][2]);
    }

    private static void Bounded(TableReading reading, FindingCode code, string? detail, int rows)
    {
        Assert.Equal((code, detail), (reading.Findings.Single().Code, reading.Findings[0].Detail));
        Assert.True(reading.Blocked);
        Assert.Equal(rows, reading.Rows.Count);
    }

    private static TableReading Read(byte[] bytes, TableLimits? limits = null) =>
        TableReading.Of(new MemoryStream(bytes, writable: false), limits);
}
