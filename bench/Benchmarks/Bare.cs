using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Guanwei.Benchmarks;

/// <summary>Statements on a bare connection: the database's time, without what EF takes to build and to read.</summary>
internal static class Bare
{
    /// <summary>Every value of every row, read and thrown away.</summary>
    public static async Task<List<object[]>> Send(this DbConnection connection, Statement statement)
    {
        await using var command = connection.Command(statement);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object[]>();
        while (await reader.ReadAsync())
        {
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            rows.Add(values);
        }
        return rows;
    }

    public static async Task<List<string>> Plan(this DbConnection connection, Statement statement)
    {
        var isSqlite = connection is SqliteConnection;
        var rows = await connection.Send(statement with { Text = (isSqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + statement.Text });
        return [.. rows.Select(row => ((string)row[isSqlite ? 3 : 0]).Trim())];
    }

    /// <summary>
    /// SQLite's "SCAN t" without an index, PostgreSQL's "Seq Scan on t": a table is read from end to end. What a subquery has made
    /// ("CO-ROUTINE t": here the twenty rows of a page) is no table.
    /// </summary>
    public static IEnumerable<string> FullScans(IReadOnlyList<string> plan) => plan.Where(line =>
        line.Contains("Seq Scan on ", StringComparison.Ordinal)
        || (line.StartsWith("SCAN ", StringComparison.Ordinal) && !line.Contains("INDEX", StringComparison.Ordinal)
            && !plan.Contains($"CO-ROUTINE {line.Split(' ')[1]}")));

    private static DbCommand Command(this DbConnection connection, Statement statement)
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
}
