using Guanwei.Server.Agencies;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Guanwei.Server.Tests.Kernel;

/// <summary>PostgreSQL lets in so many and no more; other nodes and a backup want in as well.</summary>
public sealed class ManyAtOnce
{
    [Theory]
    [InlineData("", Databases.MostConnections)]
    [InlineData(";Maximum Pool Size=3", 3)]
    [InlineData(";MaxPoolSize=4", 4)]
    public async Task Wait_their_turn_for_a_connection(string more, int most)
    {
        await using var database = await TestDatabase.On(DatabaseKind.Postgres);
        var name = new NpgsqlConnectionStringBuilder(database.Settings.Connection).Database!;
        using var databases = new Databases(DatabaseSettings.Postgres($"{TestDatabase.PostgresServer};Database={name}{more}"));
        using var done = new CancellationTokenSource();
        var full = new TaskCompletionSource();
        var counting = MostOpen(name, most, full, done.Token);

        await Task.WhenAll(Enumerable.Range(0, 3 * most).Select(async _ =>
        {
            await using var db = databases.OpenForSystem("test");
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.Set<Agency>().CountAsync();
            await full.Task.WaitAsync(TimeSpan.FromSeconds(30));
            await Task.Delay(20);
        }));

        await done.CancelAsync();
        Assert.Equal(most, await counting);
    }

    /// <summary>How many connections of others the server saw on this database at most.</summary>
    private static async Task<int> MostOpen(string database, int expected, TaskCompletionSource full, CancellationToken stop)
    {
        await using var watching = new NpgsqlConnection(TestDatabase.PostgresServer + ";Pooling=false");
        await watching.OpenAsync(CancellationToken.None);
        await using var count = new NpgsqlCommand(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'", watching);
        count.Parameters.Add(new() { Value = database });
        var most = 0;
        while (!stop.IsCancellationRequested)
        {
            most = Math.Max(most, (int)(long)(await count.ExecuteScalarAsync(CancellationToken.None))!);
            if (most >= expected)
            {
                full.TrySetResult();
            }
        }
        return most;
    }
}
