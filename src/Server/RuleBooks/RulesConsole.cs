using System.Data.Common;
using System.Globalization;
using Guanwei.Rules;
using Guanwei.Server.Hosting;
using Guanwei.Server.Storage;
using Answer = Guanwei.Server.Hosting.Answer;

namespace Guanwei.Server.RuleBooks;

/// <summary>
/// `guanwei rules`: the book at the command line. The national one needs no installation; where one is named, its local rules are
/// in it. Reads only.
/// </summary>
public static class RulesConsole
{
    /// <summary>The book that is asked.</summary>
    /// <param name="names">True when the data folder or the database was named: then the local rules are wanted too.</param>
    public static async Task<(RuleBook? Book, Answer? Trouble)> Book(Invocation invocation, bool names, CancellationToken cancel)
    {
        if (!names)
        {
            return (RuleBook.National, null);
        }
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(invocation.Data));
        if (invocation.Database is null && !File.Exists(DataFolder.MainDatabaseOf(root)))
        {
            return (null, Answer.Broken(Texts.Say("Cli.NoDatabase", root)));
        }
        try
        {
            using var databases = new Databases(invocation.Database is { } connection
                ? DatabaseSettings.Postgres(connection)
                : DatabaseSettings.Sqlite(DataFolder.MainDatabaseOf(root)));
            await using var db = databases.OpenForSystem("reading the local rules");
            var (book, local) = await LocalBook.Read(db, cancel);
            if (local.Unfit.Count > 0)
            {
                await invocation.Error.WriteLineAsync(Texts.Say("Cli.Unfit", local.Unfit.Count));
                await invocation.Error.WriteLineAsync(string.Join('\n', local.Unfit.Select(x => $"  {x.Rule}  {x.Told}")));
            }
            return (book, null);
        }
        catch (DbException unreadable)
        {
            return (null, Answer.Broken(Scrub.Text(unreadable.Message)));
        }
    }

    /// <summary>Every row of one key, or the keys of a subject, or all.</summary>
    public static Answer Show(RuleBook book, string? key, string? subject)
    {
        if (subject is not null && !Subjects.Names.Contains(subject))
        {
            return Answer.Usage([Texts.Say("Cli.NoSubject", subject, string.Join(", ", Subjects.Names))]);
        }
        if (key is not null)
        {
            return book.Keys.Contains(key)
                ? new Answer(ExitCode.Ok, [$"{key} {Texts.Key(key)}", .. book.RowsOf(key).Select(Line)], book.RowsOf(key).Select(Facts))
                : Answer.Refused([Texts.Say("Cli.NoKey", key)]);
        }
        var keys = book.Keys.Where(x => subject is null || Subjects.Of(x) == subject).ToList();
        return new Answer(
            ExitCode.Ok, [.. keys.Select(x => $"{x}  {Texts.Key(x)}")],
            keys.Select(x => new { Key = x, Title = Texts.Key(x), Subject = Subjects.Of(x), Rows = book.RowsOf(x).Length }));
    }

    /// <summary>One answer, and what the other profiles say.</summary>
    public static Answer Resolve(RuleBook book, string key, string scope, DateOnly day, Profile profile)
    {
        if (ReadScope(scope) is not { } asked)
        {
            return Answer.Usage([Texts.Say("Cli.BadScope", scope)]);
        }
        if (Against(book, key, day) is { } refused)
        {
            return refused;
        }
        if (book.Covering(key, asked, day).IsEmpty)
        {
            return Answer.Refused([Texts.Say("Cli.OpenScope", key)]);
        }
        var answer = book.Resolve(key, asked, day, profile);
        return new Answer(
            ExitCode.Ok,
            [.. answer.Others.Prepend(answer.Chosen).Select(x => $"{RuleWords.Profile(x.Profile)}: {Said(x)}")],
            new { key, day, Chosen = Facts(answer.Chosen), Others = answer.Others.Select(Facts), Book = book.Digest });
    }

    /// <summary>Where two profiles differ on a day, or one profile between two days; for every level, kind and account type.</summary>
    public static Answer Diff(RuleBook book, (Profile Profile, DateOnly Day) one, (Profile Profile, DateOnly Day) other)
    {
        if (Early(book, one.Day < other.Day ? one.Day : other.Day) is { } refused)
        {
            return refused;
        }
        var found =
            (from key in book.Keys
             from scope in Everybody
             let a = book.Resolve(key, scope, one.Day, one.Profile).Chosen
             let b = book.Resolve(key, scope, other.Day, other.Profile).Chosen
             where !a.Value.Equals(b.Value) || a.Rule.Severity != b.Rule.Severity
             group (scope, a, b) by (key, a.Rule.Ref, b.Rule.Ref, a.Value.ToString(), b.Value.ToString()) into same
             select (same.Key.key, same.First().a, same.First().b, Where: same.Select(x => x.scope).ToList())).ToList();
        return found.Count == 0
            ? Answer.Ok(Texts.Say("Cli.Same"), Array.Empty<object>())
            : new Answer(
                ExitCode.Ok,
                [.. found.Select(x => $"{x.key} [{Words(x.Where)}]: {Said(x.a)} → {Said(x.b)}")],
                found.Select(x => new
                {
                    x.key,
                    Levels = x.Where.Select(s => Slug.Of(s.Level!)).Distinct(),
                    Kinds = x.Where.Select(s => Slug.Of(s.Kind!)).Distinct(),
                    Types = x.Where.Select(s => Slug.Of(s.AccountType!)).Distinct(),
                    One = Facts(x.a),
                    Other = Facts(x.b),
                }));
    }

    /// <summary>"level=county,kind=administrative,type=service,region=420000"; nothing where it cannot be read.</summary>
    public static Scope? ReadScope(string text)
    {
        var scope = default(Scope);
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var value = part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..];
            Scope? next = part.Split('=')[0] switch
            {
                "level" when Slug.TryRead<AgencyLevel>(value, out var level) => scope with { Level = level },
                "kind" when Slug.TryRead<AgencyKind>(value, out var kind) => scope with { Kind = kind },
                "type" when Slug.TryRead<AccountType>(value, out var type) => scope with { AccountType = type },
                "region" when Guanwei.Rules.Regions.RegionCode.IsWellFormed(value) => scope with { Region = value },
                "component" when value.Length > 0 => scope with { Component = value },
                _ => null,
            };
            if (next is not { } read)
            {
                return null;
            }
            scope = read;
        }
        return scope;
    }

    private static IEnumerable<Scope> Everybody =>
        from level in Enum.GetValues<AgencyLevel>()
        from kind in Enum.GetValues<AgencyKind>()
        from type in Enum.GetValues<AccountType>()
        select new Scope(level, kind, type);

    private static Answer? Against(RuleBook book, string key, DateOnly day) =>
        book.Keys.Contains(key) ? Early(book, day) : Answer.Refused([Texts.Say("Cli.NoKey", key)]);

    private static Answer? Early(RuleBook book, DateOnly day) =>
        day < book.From ? Answer.Refused([Texts.Say("Cli.Early", Iso(day), Iso(book.From))]) : null;

    private static string Words(List<Scope> all)
    {
        var (levels, types) = (all.Select(x => x.Level!.Value).Distinct().ToList(), all.Select(x => x.AccountType!.Value).Distinct().ToList());
        var limits = RuleWords.Scope(new RuleScope
        {
            Levels = levels.Count == Enum.GetValues<AgencyLevel>().Length ? [] : [.. levels],
            AccountTypes = types.Count == Enum.GetValues<AccountType>().Length ? [] : [.. types],
        });
        return limits.Length > 0 ? limits : Texts.Say("Scope.All");
    }

    private static string Said(ProfileAnswer answer) =>
        $"{RuleWords.Value(answer.Value, answer.Rule.Unit)} · {Slug.Of(answer.Rule.Severity)} · {Cited(answer.Rule)}";

    private static string Line(Rule rule) =>
        $"  {rule.Ref}  {Iso(rule.From)}–{(rule.To is { } to ? Iso(to) : "")}  {RuleWords.Value(rule.Value, rule.Unit)}"
        + $" · {Slug.Of(rule.Severity)}{(RuleWords.Scope(rule.Scope) is { Length: > 0 } scope ? $" · {scope}" : "")} · {Cited(rule)}";

    private static string Cited(Rule rule) => $"{rule.Ref} [{Citation.Mark(rule.Source.Evidence)}] "
        + Citation.Of(rule, Sentences.In(CultureInfo.CurrentUICulture.Name));

    private static object Facts(ProfileAnswer answer) => new
    {
        Profile = Slug.Of(answer.Profile),
        Value = answer.Value.ToString(),
        answer.Rule.Unit,
        Severity = Slug.Of(answer.Rule.Severity),
        Rule = answer.Rule.Ref.ToString(),
        Basis = Slug.Of(answer.Basis),
        Authority = Slug.Of(answer.Rule.Authority),
        answer.Rule.Source.Title,
        answer.Rule.Source.Number,
        answer.Rule.Source.Clause,
        Evidence = Citation.Mark(answer.Rule.Source.Evidence),
        Joined = answer.Joined.Select(x => x.Ref.ToString()),
        SetAside = answer.SetAside.Select(x => x.Ref.ToString()),
    };

    private static object Facts(Rule rule) => System.Text.Json.JsonDocument.Parse(RuleJson.Write(rule)).RootElement;

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
