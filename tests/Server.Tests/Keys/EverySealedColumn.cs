using Guanwei.Server.Hosting;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Tests.Keys;

public sealed class EverySealedColumn
{
    /// <summary>Bytes that are no sealed values: digests, wrapped or public keys, an audit's hash.</summary>
    private static readonly string[] notSealed =
    [
        "Installation.RootKey", "WrappedKey.Wrapped", "AuditEntry.Hash", "StoredFile.Sha256", "StoredFile.Sm3", "EmailCode.Digest",
    ];

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

        Assert.Empty(stored.Select(x => x.Name).Except(notSealed).Except(declared.Select(x => $"{x.Row.Name}.{x.Property}")));
        Assert.All(declared, column => Assert.Contains((column.Table, column.Column),
            stored.Where(x => x.Name == $"{column.Row.Name}.{column.Property}").Select(x => (x.Table!, x.Column))));
    }
}
