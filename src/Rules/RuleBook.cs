using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Guanwei.Rules;

/// <summary>
/// All rules known to an installation: the national rows that ship with the program and the local rows added to
/// them. Immutable; checked when made, so that every key has exactly one answer for every scope and day from
/// <see cref="From"/> on.
/// </summary>
public sealed class RuleBook
{
    private readonly FrozenDictionary<string, RulesOfKey> byKey;
    private readonly FrozenDictionary<RuleRef, Rule> byRef;

    /// <summary>Makes a book of rules.</summary>
    /// <param name="rules">The rules, in any order.</param>
    /// <param name="from">The first day (Beijing) for which every key must have an answer.</param>
    /// <exception cref="RuleBookException">The rules contradict each other or leave a key unanswered.</exception>
    public RuleBook(IEnumerable<Rule> rules, DateOnly from)
    {
        From = from;
        Rules = [.. rules.OrderBy(r => r.Id, StringComparer.Ordinal).ThenBy(r => r.Version)];
        var faults = RuleBookCheck.Faults(Rules, from);
        if (faults.Count > 0)
        {
            throw new RuleBookException(faults);
        }

        byKey = Rules.GroupBy(r => r.Key).ToFrozenDictionary(g => g.Key, g => new RulesOfKey(g.Key, [.. g], from));
        byRef = Rules.ToFrozenDictionary(r => r.Ref);
        Digest = Digests.OfBytes(RuleJson.Canonical(Rules));
    }

    /// <summary>The rules that ship with the program.</summary>
    public static RuleBook National { get; } =
        new(Embedded.Files("rules/").SelectMany(f => RuleJson.Read(f.Name, f.Text)), new DateOnly(2025, 5, 29));

    /// <summary>The first day the book answers for.</summary>
    public DateOnly From { get; }

    /// <summary>Every row, old versions included, by id and version.</summary>
    public ImmutableArray<Rule> Rules { get; }

    /// <summary>Every key, in ordinal order.</summary>
    public IEnumerable<string> Keys => byKey.Keys.Order(StringComparer.Ordinal);

    /// <summary>SHA-256 over the rows' canonical text, lower-case hex: the same rows give the same digest.</summary>
    public string Digest { get; }

    /// <summary>This book and the local rows of an installation.</summary>
    /// <param name="localRows">Rows of authority <see cref="Authority.Local"/> for keys of this book.</param>
    /// <exception cref="RuleBookException">A row is not local, or does not fit this book.</exception>
    public RuleBook With(IEnumerable<Rule> localRows)
    {
        var rows = localRows.ToList();
        var strangers = rows
            .Select(Stranger).OfType<RuleFault>().ToList();
        return strangers.Count > 0 ? throw new RuleBookException(strangers) : new RuleBook([.. Rules, .. rows], From);
    }

    /// <summary>One version of one rule, for replaying and citing; empty if the book has it not.</summary>
    public Rule? Find(RuleRef rule) => byRef.GetValueOrDefault(rule);

    /// <summary>
    /// The one answer: rows in force on the day, whose scope covers the question, by the profile's source, the most
    /// specific scope, the latest date.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="scope">What the question is about.</param>
    /// <param name="day">The day in Beijing.</param>
    /// <param name="profile">The installation's profile.</param>
    /// <exception cref="ArgumentException">
    /// The book has no such key, or the key needs a level, kind or account type that the scope leaves open.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The day lies before <see cref="From"/>.</exception>
    public Answer Resolve(string key, Scope scope, DateOnly day, Profile profile)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(day, From);
        return RulesOf(key).Find(scope, day, profile)
            ?? throw new ArgumentException($"{scope} leaves open what {key} depends on", nameof(scope));
    }

    /// <summary>The one answer for the installation as a whole.</summary>
    /// <param name="key">One of <see cref="InstallationKeys"/>: what is asked so, no local row can answer.</param>
    /// <param name="day">The day in Beijing.</param>
    /// <param name="profile">The installation's profile.</param>
    /// <exception cref="ArgumentException">The book has no such key, or it is asked for an agency.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The day lies before <see cref="From"/>.</exception>
    public Answer OfInstallation(string key, DateOnly day, Profile profile) => InstallationKeys.Covers(key)
        ? Resolve(key, Scope.Everywhere, day, profile)
        : throw new ArgumentException($"{key} is asked for an agency, where a local rule may answer", nameof(key));

    /// <summary>Every row of a key, old versions included, by id and version.</summary>
    /// <exception cref="ArgumentException">The book has no such key.</exception>
    public ImmutableArray<Rule> RowsOf(string key) => RulesOf(key).Rows;

    /// <summary>
    /// The rows that an answer is chosen from, by id: those in force on the day whose scope covers the question;
    /// none where the scope leaves open what the key depends on.
    /// </summary>
    /// <inheritdoc cref="Resolve" path="/param"/>
    /// <exception cref="ArgumentException">The book has no such key.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The day lies before <see cref="From"/>.</exception>
    public ImmutableArray<Rule> Covering(string key, Scope scope, DateOnly day)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(day, From);
        return RulesOf(key).Covering(scope, day);
    }

    private RuleFault? Stranger(Rule row) =>
        row.Authority != Authority.Local ? new RuleFault($"{row.Ref}", "not-local")
        : !byKey.ContainsKey(row.Key) ? new RuleFault($"{row.Ref}", "no-key", ("key", row.Key))
        : InstallationKeys.Covers(row.Key) ? new RuleFault($"{row.Ref}", "of-installation", ("key", row.Key))
        : null;

    private RulesOfKey RulesOf(string key) =>
        byKey.TryGetValue(key, out var rules)
            ? rules
            : throw new ArgumentException($"No rule has the key {key}", nameof(key));
}
