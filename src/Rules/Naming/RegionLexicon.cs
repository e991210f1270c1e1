using System.Collections.Frozen;
using System.Collections.Immutable;
using Guanwei.Han;
using Guanwei.Rules.Regions;

namespace Guanwei.Rules.Naming;

/// <summary>All names of regions in their clean form, for reading.</summary>
internal sealed class RegionLexicon
{
    private readonly WordTrie trie;
    private readonly ImmutableArray<ImmutableArray<RegionName>> meanings;
    private readonly FrozenDictionary<string, ImmutableArray<RegionName>> byCode;

    private RegionLexicon(IEnumerable<RegionName> names)
    {
        var list = names.Select(name => name with { Text = Folding.Clean(name.Text), Code = CodeOf(name) })
            .Where(name => name.Text.Length > 0).Distinct().ToList();
        var byText = list.GroupBy(name => name.Text).ToList();
        trie = new WordTrie(byText.Select(group => group.Key));
        meanings = [.. byText.Select(group => group.ToImmutableArray())];
        byCode = list.GroupBy(name => name.Code).ToFrozenDictionary(group => group.Key, group => group.ToImmutableArray());
    }

    /// <summary>A zone stands in the gazetteer with the code of its city, which it is not.</summary>
    private static string CodeOf(RegionName name) =>
        name.Kind == RegionNameKind.Alias && name.Code.EndsWith("00", StringComparison.Ordinal)
        && !name.Code.EndsWith("0000", StringComparison.Ordinal) && !name.Text.EndsWith('州')
            ? $"{name.Code}/{name.Text}"
            : name.Code;

    /// <summary>The gazetteer's names; read once.</summary>
    public static RegionLexicon National { get; } = new(Gazetteer.Names);

    /// <summary>The names that begin at a place.</summary>
    public WordTrie.Found At(string text, int start) => trie.At(text, start);

    /// <summary>Which regions a found name names.</summary>
    public ImmutableArray<RegionName> Meanings(int word) => meanings[word];

    /// <summary>All names of a region.</summary>
    public ImmutableArray<RegionName> Of(string code) => byCode.GetValueOrDefault(code, []);
}
