using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Guanwei.Server.Storage;

/// <summary>For `dotnet ef` alone: without these it starts the program with its own arguments.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqlitePlatformDb>
{
    public SqlitePlatformDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlitePlatformDb>().UseSqlite("Data Source=design.db").Options, DataScope.Nothing);
}

internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresPlatformDb>
{
    public PostgresPlatformDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresPlatformDb>().UseNpgsql("Host=design").Options, DataScope.Nothing);
}
