using System.Collections;
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Guanwei.Rules.Naming;

/// <summary>
/// The names there are already, found by their keys. A value: made once from many names and never changed. Written
/// out (as in a decision's facts) it is the list of its names.
/// </summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Naming", "CA1710", Justification = "What one looks names up in is an index; that it can be counted is by the way.")]
public sealed class NameIndex : IReadOnlyCollection<RegisteredName>
{
    private readonly ImmutableArray<RegisteredName> names;
    private readonly FrozenDictionary<NameKey, ImmutableArray<int>> places;

    private NameIndex(ImmutableArray<RegisteredName> names, NameLexicon? lexicon)
    {
        this.names = names;
        if (lexicon is null)
        {
            places = FrozenDictionary<NameKey, ImmutableArray<int>>.Empty;
            return;
        }

        var found = new Dictionary<NameKey, ImmutableArray<int>>();
        for (var place = 0; place < names.Length; place++)
        {
            foreach (var key in NameKeys.Of(names[place].Name, lexicon))
            {
                found[key] = found.TryGetValue(key, out var others) ? others.Add(place) : [place];
            }
        }

        places = found.ToFrozenDictionary();
    }

    /// <summary>No names.</summary>
    public static NameIndex Empty { get; } = new([], null);

    /// <inheritdoc/>
    public int Count => names.Length;

    /// <summary>An index of many names; takes some microseconds a name.</summary>
    /// <param name="names">The names, each with its holder.</param>
    /// <param name="book">The rules: which words are natures, departments.</param>
    /// <param name="day">The day in Beijing.</param>
    public static NameIndex Of(IEnumerable<RegisteredName> names, RuleBook book, DateOnly day) =>
        new([.. names], NameLexicon.Of(new Inquiry(book, Scope.Everywhere, day, Profile.Current)));

    /// <summary>The names alone, as they are written with a decision's facts; nothing is found in it.</summary>
    internal static NameIndex Listed(IEnumerable<RegisteredName> names) => new([.. names], null);

    /// <inheritdoc/>
    public IEnumerator<RegisteredName> GetEnumerator() => names.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The names that share a key, each with the first it shares, in the order they came in.</summary>
    internal IEnumerable<(RegisteredName Name, NameKeyKind Kind)> Alike(IEnumerable<NameKey> keys) =>
        keys.SelectMany(key => places.GetValueOrDefault(key, []).Select(place => (Place: place, key.Kind)))
            .GroupBy(found => found.Place)
            .OrderBy(found => found.Key)
            .Select(found => (names[found.Key], found.Min(alike => alike.Kind)));
}
