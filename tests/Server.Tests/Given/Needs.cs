using Npgsql;

namespace Guanwei.Server.Tests.Given;

/// <summary>
/// What a machine may lack: the test then says why it is skipped, and fails instead when GUANWEI_REQUIRE names it.
/// </summary>
public static class Needs
{
    private static readonly Lazy<Task<string?>> postgres = new(AskPostgres);

    public static async Task Postgres() => Require("postgres", await postgres.Value);

    private static void Require(string what, string? missing)
    {
        if (missing is null)
        {
            return;
        }
        var required = Environment.GetEnvironmentVariable("GUANWEI_REQUIRE")?.Split(',') ?? [];
        Assert.False(required.Contains(what), $"GUANWEI_REQUIRE names {what}: {missing}");
        Assert.Skip(missing);
    }

    private static async Task<string?> AskPostgres()
    {
        try
        {
            await using var connection = new NpgsqlConnection(TestDatabase.PostgresServer + ";Timeout=3;Pooling=false");
            await connection.OpenAsync();
            return null;
        }
        catch (Exception error) when (error is NpgsqlException or TimeoutException)
        {
            return $"No PostgreSQL answers at GUANWEI_POSTGRES or its default: {error.Message}";
        }
    }
}
