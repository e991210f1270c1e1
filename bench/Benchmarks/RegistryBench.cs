using System.Data.Common;
using System.Diagnostics;
using Guanwei.Server.Accounts;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Guanwei.Benchmarks;

/// <summary>
/// A page of the registry on 10,000 accounts: the statements EF sends against the best written by hand for the same rows and
/// count, with their plans. Ends with 1 when ours take more than twice the time, are more than six, or read a table from end to end.
/// </summary>
internal static class RegistryBench
{
    private const int Size = 20;
    private const int Rounds = 100;
    private const int MostStatements = 6;
    private const double MostTimes = 2.0;

    private sealed record Case(string Name, RegistryFilter Filter, int Page, string Where, string Order);

    public static async Task<int> Run(string? postgres)
    {
        var folder = Directory.CreateTempSubdirectory("guanwei-bench-");
        var settings = postgres is null
            ? DatabaseSettings.Sqlite(Path.Combine(folder.FullName, "bench.db"))
            : DatabaseSettings.Postgres(postgres);
        using var databases = new Databases(settings);
        var statements = new Statements();
        using var listening = DiagnosticListener.AllListeners.Subscribe(statements);
        await databases.Migrate(CancellationToken.None);
        var today = new DateOnly(2026, 11, 23);
        var made = await Filling.Fill(databases, today);
        await using DbConnection byHand = postgres is null
            ? new SqliteConnection(settings.Connection)
            : new NpgsqlConnection(postgres);
        await byHand.OpenAsync();
        await Tell(byHand, postgres is null ? "ANALYZE" : "VACUUM ANALYZE");

        Case[] cases =
        [
            new("first page by name", new(), 1, "", "a.name, a.id"),
            new("last page by name", new(), Filling.Accounts / Size, "", "a.name, a.id"),
            new("by last day", new() { Sort = "expires" }, 1, "", "a.certificate_expires, a.name, a.id"),
            new("service accounts", new() { Type = Rules.AccountType.Service }, 1, " AND a.type = 'Service'", "a.name, a.id"),
        ];
        var good = true;
        foreach (var (scope, root, actor) in new[]
        {
            ("province", made.Province, Actor.Client("bench", made.Province, Reach.Subtree)),
            ("county", made.County, Actor.Client("bench", made.County, Reach.Subtree)),
        })
        {
            foreach (var one in cases.Where(one => one.Page == 1 || scope == "province"))
            {
                good &= await Measure(databases, statements, byHand, today, scope, root, actor, one);
            }
        }
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
        return good ? 0 : 1;
    }

    private static async Task<bool> Measure(
        Databases databases, Statements statements, DbConnection byHand, DateOnly today, string scope, AgencyId root, Actor actor, Case one)
    {
        statements.Heard = [];
        var (total, names) = await Ours(databases, actor, one, today);
        var sent = statements.Heard;
        statements.Heard = null;
        var (handTotal, handNames) = await Hand(byHand, root, one);
        if (total != handTotal || !names.SequenceEqual(handNames))
        {
            throw new InvalidOperationException($"{one.Name}: the two do not show the same rows.");
        }
        // The database's time, without what EF itself takes to build and read: the same statements on the same connection.
        var ours = await Median(() => Send(byHand, sent));
        var hand = await Median(() => Hand(byHand, root, one));
        var plans = new List<string>();
        foreach (var statement in sent)
        {
            plans.AddRange(await Plan(byHand, statement));
        }
        var scans = plans.Where(IsFullScan).ToList();
        var times = ours / hand;
        Console.WriteLine(
            $"{scope,-9} {one.Name,-20} {total,6} rows  ours {ours,7:0.00} ms  by hand {hand,7:0.00} ms  {times,5:0.00}×  "
            + $"{sent.Count} statements  {(scans.Count == 0 ? "no full scan" : "FULL SCAN: " + string.Join("; ", scans))}");
        // PostgreSQL rightly reads a table of 200 pages whole when all of it is counted: there its plan is shown, not judged.
        var planIsGood = scans.Count == 0 || byHand is NpgsqlConnection;
        return times <= MostTimes && sent.Count <= MostStatements && planIsGood;
    }

    private static async Task<(int Total, List<string> Names)> Ours(Databases databases, Actor actor, Case one, DateOnly today)
    {
        await using var db = databases.OpenFor(actor);
        var total = await Registry.Matching(db, one.Filter, today).CountAsync();
        var page = Math.Min(one.Page, (total + Size - 1) / Size);
        var rows = await Registry.Page(db, one.Filter, today, page, Size).ToListAsync();
        return (total, [.. rows.Select(row => row.Name)]);
    }

    private static async Task<(int Total, List<string> Names)> Hand(DbConnection connection, AgencyId root, Case one)
    {
        var within = $"a.agency_id IN (SELECT descendant_id FROM agency_closure WHERE ancestor_id = @root){one.Where}";
        await using var count = Command(connection, $"SELECT count(*) FROM accounts a WHERE {within}", root);
        var total = Convert.ToInt32(await count.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
        var page = Math.Min(one.Page, (total + Size - 1) / Size);
        await using var rows = Command(connection,
            "SELECT a.id, a.name, a.type, a.state, g.id, g.name, g.region_code, a.certified_on, a.certificate_expires "
            + $"FROM accounts a JOIN agencies g ON g.id = a.agency_id WHERE {within} "
            + $"ORDER BY {one.Order} LIMIT {Size} OFFSET {(page - 1) * Size}", root);
        var names = new List<string>();
        await using var reader = await rows.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            names.Add((string)values[1]);
        }
        return (total, names);
    }

    private static async Task<int> Send(DbConnection connection, IReadOnlyList<Statement> statements)
    {
        var rows = 0;
        foreach (var statement in statements)
        {
            await using var command = Command(connection, statement);
            await using var reader = await command.ExecuteReaderAsync();
            var values = new object[reader.FieldCount];
            for (; await reader.ReadAsync(); rows++)
            {
                reader.GetValues(values);
            }
        }
        return rows;
    }

    private static async Task<double> Median<T>(Func<Task<T>> run)
    {
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var begun = Stopwatch.GetTimestamp();
            await run();
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }
        times.Sort();
        return times[Rounds / 2];
    }

    private static async Task<IReadOnlyList<string>> Plan(DbConnection connection, Statement statement)
    {
        var isSqlite = connection is SqliteConnection;
        await using var command = Command(
            connection, statement with { Text = (isSqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + statement.Text });
        var lines = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(isSqlite ? 3 : 0).Trim());
        }
        return lines;
    }

    /// <summary>SQLite's "SCAN t" without an index, PostgreSQL's "Seq Scan". The tree's own links are small and may be read whole.</summary>
    private static bool IsFullScan(string line) =>
        (line.StartsWith("SCAN ", StringComparison.Ordinal) && !line.Contains("INDEX", StringComparison.Ordinal)
            && !line.Contains("SUBQUERY", StringComparison.Ordinal))
        || (line.Contains("Seq Scan on ", StringComparison.Ordinal) && !line.Contains("agency_closure", StringComparison.Ordinal));

    private static DbCommand Command(DbConnection connection, Statement statement)
    {
        var command = connection.CreateCommand();
        command.CommandText = statement.Text;
        foreach (var (name, value) in statement.Parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }
        return command;
    }

    private static DbCommand Command(DbConnection connection, string text, AgencyId root)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        var parameter = command.CreateParameter();
        parameter.ParameterName = "@root";
        parameter.Value = connection is SqliteConnection ? root.Value.ToByteArray(bigEndian: true) : root.Value;
        command.Parameters.Add(parameter);
        return command;
    }

    private static async Task Tell(DbConnection connection, string text)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = text;
        await command.ExecuteNonQueryAsync();
    }
}
