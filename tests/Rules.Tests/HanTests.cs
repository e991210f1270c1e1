using System.Text;
using CsCheck;
using Guanwei.Han;

namespace Guanwei.Rules.Tests;

public class HanTests
{
    [Fact]
    public void Folding_twice_changes_nothing_for_any_text() =>
        Gen.String.Sample(text =>
            Folding.Plain(Folding.Plain(text)) == Folding.Plain(text)
            && Folding.Clean(Folding.Clean(text)) == Folding.Clean(text)
            && Simplified.Of(Simplified.Of(text)) == Simplified.Of(text));

    [Fact]
    public void Folding_twice_changes_nothing_for_any_single_character()
    {
        var all = Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(code => new Rune(code));

        Assert.All(all.Chunk(4096), chunk =>
        {
            var clean = chunk.Select(rune => Folding.Clean(rune.ToString())).ToList();
            Assert.Equal(clean, clean.Select(Folding.Clean));
        });
    }

    [Theory]
    [InlineData("\uD800")]
    [InlineData("样\uDC00例")]
    [InlineData("\uD800\uD800")]
    [InlineData("样\uFFFE例\uFFFF\uFDD0")]
    [InlineData("")]
    public void Broken_text_is_folded_too(string text)
    {
        Assert.DoesNotContain(Folding.Plain(text), char.IsSurrogate);
        Assert.DoesNotContain(Folding.Clean(text), char.IsSurrogate);
        Assert.DoesNotContain(Simplified.Of(text), char.IsSurrogate);
    }

    [Theory]
    [InlineData("樣例縣", "样例县")]
    [InlineData("張家港發佈", "张家港发布")]
    [InlineData("臺灣", "台湾")]
    [InlineData("薴", "苎")]
    [InlineData("阪", "阪")]
    [InlineData("样例abc", "样例abc")]
    public void Traditional_characters_become_simplified_ones(string traditional, string simplified) =>
        Assert.Equal(simplified, Simplified.Of(traditional));

    [Theory]
    [InlineData("美连丨治污攻坚", "美连治污攻坚")]
    [InlineData("美连|治污攻坚", "美连治污攻坚")]
    [InlineData("美连㇑治污攻坚", "美连治污攻坚")]
    [InlineData("二七区", "二七区")]
    [InlineData("ニ七区", "二七区")]
    [InlineData("ﾆ七区", "二七区")]
    [InlineData("⻓沙", "长沙")]
    [InlineData("⾧沙", "长沙")]
    [InlineData("樣 例·縣！", "样例县")]
    [InlineData("ＷeСhat", "wechat")]
    [InlineData("ＱＱ①", "qq1")]
    [InlineData("二〇二六", "二〇二六")]
    [InlineData("己已巳 未末 土士 0O 1l", "己已巳未末土士0o1l")]
    [InlineData("样\u200B例\uFE0F", "样例")]
    [InlineData("", "")]
    public void A_clean_text_is_what_a_reader_sees(string text, string clean) =>
        Assert.Equal(clean, Folding.Clean(text));

    [Theory]
    [InlineData('丨', '|')]
    [InlineData('㇑', '|')]
    [InlineData('ー', '一')]
    [InlineData('囗', '口')]
    [InlineData('А', 'A')]
    public void A_misleading_character_is_taken_for_another(char character, char seen) =>
        Assert.Equal(new Rune(seen), LookAlikes.Of(new Rune(character)));

    [Fact]
    public void Of_the_Han_characters_only_strokes_components_and_variants_of_one_are_taken_for_others()
    {
        var misleading = Enumerable.Range(0x3400, 0x9FFF - 0x3400 + 1).Select(code => new Rune(code))
            .Where(rune => Folding.IsHan(rune) && LookAlikes.Of(rune) is not null);

        Assert.Equal("丅丨丶丿乀乁乚乛亅凵匚囗囯囻圀", string.Concat(misleading));
    }

    [Theory]
    [InlineData('长', "chang zhang")]
    [InlineData('重', "zhong chong")]
    [InlineData('行', "xing hang heng")]
    [InlineData('民', "min")]
    [InlineData('政', "zheng")]
    [InlineData('陽', "yang")]
    [InlineData('略', "lve")]
    [InlineData('绿', "lv lu")]
    [InlineData('〇', "ling")]
    [InlineData('A', "")]
    [InlineData('ニ', "")]
    public void A_character_is_read_without_tones_the_most_common_reading_first(char character, string readings) =>
        Assert.Equal(readings, string.Join(' ', Syllables.Of(new Rune(character))));

    [Fact]
    public void The_characters_of_ordinary_writing_have_a_reading()
    {
        // U+4E00–9FA5: the 20,902 characters of GBK and of Unicode 1.1.
        var silent = Enumerable.Range(0x4E00, 0x9FA5 - 0x4E00 + 1).Where(code => Syllables.Of(new Rune(code)).IsEmpty);

        Assert.InRange(silent.Count(), 0, 60);
    }

    [Fact]
    public void The_data_say_their_day_and_where_each_section_comes_from()
    {
        var head = Provenance.Lines;

        Assert.Contains(head, line => line == "# date: 2026-11-23");
        Assert.Contains(head, line => line.StartsWith("# source [simplified]: OpenCC", StringComparison.Ordinal)
            && line.EndsWith("Apache-2.0", StringComparison.Ordinal));
        Assert.Contains(head, line => line.StartsWith("# source [radicals]: Unicode", StringComparison.Ordinal)
            && line.EndsWith("Unicode-DFS-2016", StringComparison.Ordinal));
        Assert.Contains("# source [readings n]: pinyin-pro 3.29.4 (npm), MIT", head);
    }
}
