using Guanwei.Server.Hosting;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Tests.Keys;

public sealed class EverySealedColumn
{
    /// <summary>
    /// Bytes that are no sealed values: digests and signatures by their names, and keys that are wrapped or public.
    /// </summary>
    private static readonly string[] notSealed =
        [".Hash", "Digest", ".Mac", ".Signature", ".Previous", ".Sha256", ".Sm3", "WrappedKey.Wrapped", "Installation.RootKey"];

    [Fact]
    public void Is_covered_by_the_rotation_of_keys()
    {
        using var db = new SqlitePlatformDb(
            new DbContextOptionsBuilder<SqlitePlatformDb>().UseSqlite("Data Source=:memory:").Options, DataScope.Nothing);
        var stored = db.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()
            .Where(property => property.ClrType == typeof(byte[]))
            .Select(property => (Name: $"{entity.ClrType.Name}.{property.Name}", Table: entity.GetTableName(), Column: property.GetColumnName())))
            .ToList();

        var declared = Serve.SealedColumns().All;

        Assert.Empty(stored.Select(x => x.Name)
            .Where(name => !notSealed.Any(ending => name.EndsWith(ending, StringComparison.Ordinal)))
            .Except(declared.Select(x => $"{x.Row.Name}.{x.Property}")));
        Assert.All(declared, column => Assert.Contains((column.Table, column.Column),
            stored.Where(x => x.Name == $"{column.Row.Name}.{column.Property}").Select(x => (x.Table!, x.Column))));
    }
}
