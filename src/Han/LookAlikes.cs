using System.Text;

namespace Guanwei.Han;

/// <summary>
/// Characters that are taken for others. Only such as mislead by themselves: strokes, radicals and components, kana and
/// bopomofo among Han characters, Greek and Cyrillic among Latin letters. Two characters of ordinary writing (己 已,
/// 未 末, 0 O, 1 l) are never made one. Sources: Unicode's confusables (UTS #39), from which the pairs below are chosen
/// by hand, with the shapes that officials use as separators; EquivalentUnifiedIdeograph for radicals and strokes.
/// </summary>
public static class LookAlikes
{
    // Each character is followed by the one that it is taken for.
    private static readonly string[] ByHand =
    [
        "丨|丶、丿/亅J乀\\乁\\乚L乛一〡|", // strokes, which Unicode counts as Han
        "囗口凵U匚C丅T", // components
        "囯国圀国囻国", // variants that no table of traditional characters holds
        "ニ二ロ口エ工カ力タ夕ト卜ハ八オ才チ千ヌ又ー一", // katakana
        "ㄧ一ㄚ丫ㄖ日", // bopomofo
        "ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXαaνvοoρp", // Greek
        "АAВBЕEЅSІIЈJКKМMНHОOРPСCТTУYХXаaеeѕsіiјjоoрpсcуyхxԁdһhԛqԝw", // Cyrillic
    ];

    private static readonly Dictionary<Rune, Rune> Taken = Read();

    /// <summary>
    /// The character that a reader takes it for: 丨 (U+4E28) for the bar |, ニ for 二; null for a character that
    /// misleads nobody. What is taken for another is itself taken for no third.
    /// </summary>
    public static Rune? Of(Rune rune) => Taken.TryGetValue(rune, out var seen) ? seen : null;

    private static Dictionary<Rune, Rune> Read()
    {
        var taken = HanData.Pairs("radicals");
        foreach (var pair in ByHand.SelectMany(pairs => pairs.EnumerateRunes().Chunk(2)))
        {
            taken.Add(pair[0], pair[1]);
        }

        return taken.ToDictionary(pair => pair.Key, pair => taken.GetValueOrDefault(pair.Value, pair.Value));
    }
}
