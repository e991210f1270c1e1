using System.Data.Common;
using System.Diagnostics;
using Guanwei.Rules;
using Guanwei.Server.Accounts;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Notifications;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Guanwei.Benchmarks;

/// <summary>
/// A page of the registry: all its statements, who is signed in and the bell in the header included, against the best by hand for the
/// same rows and count; their plans; and the whole page over HTTP.
/// </summary>
internal static class RegistryBench
{
    private const int Size = AccountList.Size;
    private const int Rounds = 60;
    private const int MostStatements = 6;
    private const double MostTimes = 2.0;
    private const int Requests = 300;
    private const int Looks = 15;

    private sealed record Case(string Name, RegistryFilter Filter, int Page, string Where, string Order);

    public static async Task<int> Run(Options options)
    {
        var (installation, filling) = await FilledInstallation.Make(options, options.Accounts);
        await using var kept = installation;
        var report = new Report($"registry, {options.Accounts} accounts, {filling.Rows} rows", options);
        using (var databases = new Databases(installation.Settings))
        {
            await Compare(databases, installation, filling, report);
        }
        await OverHttp(installation, filling, report);
        return report.Print();
    }

    private static async Task Compare(Databases databases, FilledInstallation installation, Filling filling, Report report)
    {
        var last = (int)Math.Ceiling(filling.Accounts / (double)Size);
        Case[] cases =
        [
            new("by name, first page", new(), 1, "", "a.name, a.id"),
            new("by name, last page", new(), last, "", "a.name, a.id"),
            new("by last day", new() { Sort = "expires" }, 1, "", "a.certificate_expires, a.name, a.id"),
            new("service accounts", new() { Type = AccountType.Service }, 1, " AND a.type = 'Service'", "a.name, a.id"),
        ];
        var statements = new Statements();
        using var listening = DiagnosticListener.AllListeners.Subscribe(statements);
        await using var connection = await Open(installation);
        foreach (var (scope, agency) in new[] { ("province", filling.Province), ("county", filling.County) })
        {
            var session = filling.Supervisors.First(official => official.Agency == agency).Session;
            foreach (var one in cases.Where(one => one.Page == 1 || scope == "province"))
            {
                await Compare(databases, installation, filling, statements, connection, session, agency, $"{scope}, {one.Name}", one, report);
            }
        }
    }

    private static async Task Compare(
        Databases databases, FilledInstallation installation, Filling filling, Statements statements, DbConnection connection,
        SessionId session, AgencyId agency, string name, Case one, Report report)
    {
        statements.Heard = [];
        var (total, names) = await Page(databases, installation, session, one, filling.Today);
        var ours = statements.Heard;
        statements.Heard = null;
        object root = connection is SqliteConnection ? agency.Value.ToByteArray(bigEndian: true) : agency.Value;
        var hand = new ByHand(one.Where, one.Order, root);
        var page = Math.Min(one.Page, (total + Size - 1) / Size);
        List<Statement> counts = [.. hand.Counts()], pages = [.. hand.Pages((page - 1) * Size, Size)];
        await MustBeTheSame(connection, counts, pages, total, names, name);

        var times = await Times(connection, [ours, .. counts.Concat(pages).Select(statement => new[] { statement })]);
        var (bestCount, bestPage) = (times[1..(counts.Count + 1)].Min(), times[(counts.Count + 1)..].Min());
        var best = bestCount + bestPage;
        report.Add(
            $"{name}: {total} rows, ours / by hand, ms",
            $"{Numbers.Say(times[0], "0.00")} / {Numbers.Say(best, "0.00")}, {Numbers.Say(times[0] / best, "0.00")}×",
            $"≤ {MostTimes:0}×", times[0] <= MostTimes * best);
        report.Add($"{name}: statements", $"{ours.Count}", $"≤ {MostStatements}", ours.Count <= MostStatements);
        var scans = await Scans(connection, ours);
        var byHand = await Scans(connection,
            [counts[times.IndexOf(bestCount) - 1], pages[times.IndexOf(bestPage) - 1 - counts.Count]]);
        report.Add(
            $"{name}: tables read from end to end", scans.Count == 0 ? "none" : string.Join("; ", scans), "none",
            scans.Count == 0);
        if (times[0] > MostTimes * best)
        {
            await Explain(connection, ours, counts[times.IndexOf(bestCount) - 1], pages[times.IndexOf(bestPage) - 1 - counts.Count], name);
        }
        if (scans.Count > 0)
        {
            report.Add($"{name}: the same, by hand", byHand.Count == 0 ? "none" : string.Join("; ", byHand));
        }
    }

    /// <summary>What the page asks of the database, in its order: who acts, the bell, the count, the rows.</summary>
    private static async Task<(int Total, List<string> Names)> Page(
        Databases databases, FilledInstallation installation, SessionId session, Case one, DateOnly today)
    {
        var actors = new CurrentActors(databases, new Clock(TimeProvider.System), installation.InForce, RoleTable.Load());
        var (standing, _) = await actors.Of(session, Via.Page, isActivity: false, CancellationToken.None);
        var actor = standing!.Actor!;
        await using var db = databases.OpenFor(actor);
        await db.Set<Notice>().CountAsync(x => x.PersonId == actor.Person && x.ReadAt == null);
        var total = await Registry.Matching(db, one.Filter, today).CountAsync();
        var page = Math.Min(one.Page, (total + Size - 1) / Size);
        await using var reading = databases.OpenFor(Registry.Reader(actor, total, page, Size));
        var rows = await Registry.Page(reading, one.Filter, today, page, Size).ToListAsync();
        return (total, [.. rows.Select(row => row.Name)]);
    }

    private static async Task MustBeTheSame(
        DbConnection connection, IEnumerable<Statement> counts, IEnumerable<Statement> pages, int total, List<string> names, string name)
    {
        foreach (var count in counts)
        {
            var rows = await connection.Send(count);
            Require(Convert.ToInt32(rows[0][0], System.Globalization.CultureInfo.InvariantCulture) == total, name, count);
        }
        foreach (var page in pages)
        {
            var rows = await connection.Send(page);
            Require(rows.Select(row => (string)row[1]).SequenceEqual(names), name, page);
        }
    }

    private static void Require(bool isSame, string name, Statement statement)
    {
        if (!isSame)
        {
            throw new InvalidOperationException($"{name}: not the same rows by {statement.Text}");
        }
    }

    /// <summary>Medians, measured in turns, so that whatever else the machine does falls on all.</summary>
    private static async Task<List<double>> Times(DbConnection connection, IReadOnlyList<IReadOnlyList<Statement>> candidates)
    {
        var times = candidates.Select(_ => new List<double>()).ToList();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (candidate, index) in candidates.Select((candidate, index) => (candidate, index)))
            {
                var began = Stopwatch.GetTimestamp();
                foreach (var statement in candidate)
                {
                    await connection.Send(statement);
                }
                times[index].Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        }
        return [.. times.Select(Numbers.Median)];
    }

    /// <summary>Where a goal was missed, each statement with its time and plan, so that one sees where it went.</summary>
    private static async Task Explain(
        DbConnection connection, IReadOnlyList<Statement> ours, Statement count, Statement page, string name)
    {
        Console.Error.WriteLine($"== {name}: ours, then by hand");
        IReadOnlyList<Statement> all = [.. ours, count, page];
        var times = await Times(connection, [.. all.Select(statement => new[] { statement })]);
        foreach (var (statement, time) in all.Zip(times))
        {
            var plan = string.Join("\n    ", await connection.Plan(statement));
            Console.Error.WriteLine($"{Numbers.Say(time, "0.00")} ms  {statement.Text.ReplaceLineEndings(" ")}\n    {plan}");
        }
    }

    private static async Task<List<string>> Scans(DbConnection connection, IEnumerable<Statement> statements)
    {
        var scans = new List<string>();
        foreach (var statement in statements)
        {
            scans.AddRange(Bare.FullScans(await connection.Plan(statement)));
        }
        return scans;
    }

    private static async Task<DbConnection> Open(FilledInstallation installation)
    {
        DbConnection connection = installation.Postgres is null
            ? new SqliteConnection(installation.Settings.Connection)
            : new NpgsqlConnection(installation.Postgres);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task OverHttp(FilledInstallation installation, Filling filling, Report report)
    {
        await using var server = await PublishedServer.Start(
            await PublishedServer.Publish(), installation, null, PublishedServer.TellStatements);
        using var supervisor = new Visitor(server.Address, filling.Supervisors.First(x => x.Agency == filling.Province));
        await supervisor.SignIn();
        string[] pages = ["", "?page=2", "?sort=expires", "?type=service", "?standing=expiring", $"?page={filling.Accounts / Size}"];
        var times = new List<double>();
        for (var request = 0; request < 2 * Requests; request++)
        {
            var (_, took) = await supervisor.Open("/accounts" + pages[request % pages.Length]);
            if (request >= Requests)
            {
                times.Add(took);
            }
        }
        var statements = int.MaxValue;
        for (var look = 0; look < Looks; look++)
        {
            // The log is written behind the request. Timers send theirs in between now and then: the fewest are the page's own.
            var before = server.Statements;
            await supervisor.Open("/accounts");
            await Task.Delay(200);
            statements = Math.Min(statements, server.Statements - before);
        }
        report.Add(
            $"whole page over HTTP, {Requests} requests, p50 / p95, ms",
            $"{Numbers.Say(Numbers.Percentile(times, 0.5), "0.0")} / {Numbers.Say(Numbers.Percentile(times, 0.95), "0.0")}");
        report.Add("statements of the whole page, from the server's log", $"{statements}", $"≤ {MostStatements}", statements <= MostStatements);
    }
}
