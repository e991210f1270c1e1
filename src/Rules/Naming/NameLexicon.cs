using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Guanwei.Han;

namespace Guanwei.Rules.Naming;

/// <summary>A department system (系统): its words and the system it belongs to.</summary>
internal sealed record DepartmentSystem(string Name, string Short, ImmutableArray<string> Official, string Under);

/// <summary>What a word of the lexicon can be.</summary>
/// <param name="Kind">Department, government, nature or title.</param>
/// <param name="Systems">The department systems it names.</param>
/// <param name="IsTheme">A function or a slogan (普法, 平安) rather than an organ.</param>
/// <param name="Claims">A nature by which one speaks for the government (发布).</param>
/// <param name="Leader">A title of a leading official (局长), not of any post (民警).</param>
internal sealed record WordMeaning(
    NamePartKind Kind,
    ImmutableArray<string> Systems,
    bool IsTheme = false,
    bool Claims = false,
    bool Leader = false);

/// <summary>
/// The words by which names are read, compiled from the rules' tables once for each set of tables in force.
/// </summary>
internal sealed class NameLexicon
{
    private static readonly string[] WordColumns = ["short", "official", "also", "themes"];
    private static readonly ConditionalWeakTable<RuleValue, List<NameLexicon>> Compiled = [];

    private readonly ImmutableArray<RuleValue> values;
    private readonly WordTrie trie;
    private readonly ImmutableArray<ImmutableArray<WordMeaning>> meanings;
    private readonly WordTrie offices;
    private readonly FrozenDictionary<string, DepartmentSystem> systems;

    private NameLexicon(ImmutableArray<RuleValue> values)
    {
        this.values = values;
        var (departments, natures, titles) = ((TableValue)values[0], (TableValue)values[1], (TableValue)values[2]);
        var (government, officeWords) = ((SetValue)values[3], (SetValue)values[4]);
        systems = departments.Rows
            .Select(row => new DepartmentSystem(row["system"], row["short"], [.. Words(row["official"])], row["under"]))
            .ToFrozenDictionary(system => system.Name);
        var entries = Departments(departments)
            .Concat(natures.Rows.Select(row => (Word: row["word"], Meaning: new WordMeaning(
                NamePartKind.Nature, [.. Words(row["system"])], Claims: row["claims"] == "government"))))
            .Concat(titles.Rows.Select(row => (Word: row["title"], Meaning: new WordMeaning(
                NamePartKind.Title, [], Leader: row["kind"] == "leader"))))
            .Concat(government.Items.Select(word => (Word: word, Meaning: new WordMeaning(
                NamePartKind.Government, [], Claims: true))))
            .GroupBy(entry => Folding.Clean(entry.Word), entry => entry.Meaning).ToList();
        trie = new WordTrie(entries.Select(entry => entry.Key));
        meanings = [.. entries.Select(entry => entry.ToImmutableArray())];
        offices = new WordTrie(officeWords.Items.Select(Folding.Clean));
    }

    /// <summary>The lexicon of the tables in force; the same tables give the same lexicon.</summary>
    public static NameLexicon Of(Inquiry inquiry)
    {
        ImmutableArray<RuleValue> values =
        [
            inquiry.Ask("name.departments").Value, inquiry.Ask("name.natures").Value, inquiry.Ask("name.titles").Value,
            inquiry.Ask("name.government-words").Value, inquiry.Ask("name.offices").Value,
        ];
        var compiled = Compiled.GetOrCreateValue(values[0]);
        lock (compiled)
        {
            var found = compiled.Find(known => known.values.Zip(values).All(pair => ReferenceEquals(pair.First, pair.Second)));
            if (found is null)
            {
                compiled.Add(found = new NameLexicon(values));
            }

            return found;
        }
    }

    /// <summary>The words that begin at a place.</summary>
    public WordTrie.Found At(string text, int start) => trie.At(text, start);

    /// <summary>What a found word can be.</summary>
    public ImmutableArray<WordMeaning> Meanings(int word) => meanings[word];

    /// <summary>The endings of organs (局, 委员会) that begin at a place.</summary>
    public WordTrie.Found OfficesAt(string text, int start) => offices.At(text, start);

    /// <summary>A department system; empty if no table names it.</summary>
    public DepartmentSystem? System(string name) => systems.GetValueOrDefault(name);

    private static IEnumerable<(string Word, WordMeaning Meaning)> Departments(TableValue table)
    {
        var named = table.Rows.SelectMany(row => WordColumns
            .SelectMany(column => Words(row[column])
                .Select(word => (Word: word, System: row["system"], IsTheme: column == "themes"))));
        return named.GroupBy(entry => entry.Word).Select(word => (word.Key, new WordMeaning(
            NamePartKind.Department, [.. word.Select(entry => entry.System).Distinct()],
            IsTheme: word.All(entry => entry.IsTheme))));
    }

    private static string[] Words(string cell) => cell.Split('|', StringSplitOptions.RemoveEmptyEntries);

}
