using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Keys;

/// <summary>A column of sealed values: how rotation finds them and what each is bound to.</summary>
public abstract record SealedColumn(Type Row, string Property, KeyPurpose Purpose, string Table, string Column)
{
    /// <summary>
    /// Rows whose value may be older than the ring's key, in the order of their key; a page at a time.
    /// </summary>
    internal abstract Task<int> Renew(PlatformDb db, KeyRing ring, int skip, int take, CancellationToken stop);

    internal abstract Task<IReadOnlyList<ushort>> Versions(PlatformDb db, int skip, int take, CancellationToken stop);

    internal abstract Task<int> Count(PlatformDb db, CancellationToken stop);
}

/// <param name="RowId">As the sealing verb spells it.</param>
public sealed record SealedColumn<TRow>(KeyPurpose Purpose, string Table, string Column, string Property, Func<TRow, string> RowId)
    : SealedColumn(typeof(TRow), Property, Purpose, Table, Column) where TRow : class
{
    internal override Task<int> Count(PlatformDb db, CancellationToken stop) => Rows(db).CountAsync(stop);

    internal override async Task<IReadOnlyList<ushort>> Versions(PlatformDb db, int skip, int take, CancellationToken stop)
    {
        var values = await Rows(db).Skip(skip).Take(take).Select(row => EF.Property<byte[]>(row, Property)).ToListAsync(stop);
        return [.. values.Select(value => KeyRing.VersionOf(value))];
    }

    internal override async Task<int> Renew(PlatformDb db, KeyRing ring, int skip, int take, CancellationToken stop)
    {
        var renewed = 0;
        foreach (var row in await Rows(db).Skip(skip).Take(take).ToListAsync(stop))
        {
            var value = db.Entry(row).Property<byte[]>(Property);
            if (KeyRing.VersionOf(value.CurrentValue) < ring.CurrentVersion(Purpose))
            {
                value.CurrentValue = ring.Renewed(Purpose, Table, Column, RowId(row), value.CurrentValue);
                renewed++;
            }
        }
        return renewed;
    }

    private IQueryable<TRow> Rows(PlatformDb db) =>
        db.Set<TRow>().Where(row => EF.Property<byte[]?>(row, Property) != null).InKeyOrder(db);
}

/// <summary>Filled in Serve.cs, a line for each sealed column; a test fails for one that is missing here.</summary>
public sealed class SealedColumns
{
    private readonly List<SealedColumn> columns = [];

    public IReadOnlyList<SealedColumn> All => columns;

    public SealedColumns With(SealedColumn column)
    {
        columns.Add(column);
        return this;
    }
}
