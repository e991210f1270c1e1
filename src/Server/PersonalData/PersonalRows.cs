using System.Globalization;
using Guanwei.Server.Keys;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.PersonalData;

/// <summary>On what ground personal data are kept (个人信息保护法第十三条).</summary>
public enum LegalBasis
{
    /// <summary>第十三条第一款第三项: needed to fulfil a statutory duty.</summary>
    StatutoryDuty,

    /// <summary>第十三条第一款第一项: the person agreed, for instance by sending a public form.</summary>
    Consent,

    /// <summary>
    /// A duty as well: what an authority did belongs to its archives (档案法第十三条第一款第一项). An erasure takes the name only;
    /// the act stays with the person's id, role and time, and in the audit with the appointment.
    /// </summary>
    OfficialRecord,
}

/// <summary>
/// What one table keeps about people, as its slice declares it: which columns, what for, on what ground, how long, how
/// to give it to the person and how to erase it. A test fails for a column that is not declared.
/// </summary>
/// <param name="RetentionRule">Key of the rule that says how many months it is kept once nobody needs it.</param>
public abstract record PersonalRows(Type Row, IReadOnlyList<string> Fields, LegalBasis Basis, string RetentionRule)
{
    /// <summary>Key of the words in the register.</summary>
    public string Purpose => "purpose." + Row.Name;

    /// <summary>What stands about one person, sealed values opened; for the person.</summary>
    public abstract Task<IReadOnlyList<Dictionary<string, string?>>> Export(
        PlatformDb db, Person person, KeyRing ring, CancellationToken stop);

    /// <summary>Erases what stands about one person; the number of rows.</summary>
    public abstract Task<int> Erase(PlatformDb db, Person person, CancellationToken stop);

    /// <summary>Erases what nobody has needed since then; the number of rows, at most a batch.</summary>
    public abstract Task<int> EraseOlderThan(PlatformDb db, DateTimeOffset before, int batch, CancellationToken stop);
}

/// <param name="Of">The rows about a person.</param>
/// <param name="Unneeded">Rows that nobody has needed since an instant and that are not erased yet.</param>
/// <param name="Blank">Takes the personal values out of a row, or the row out of the database.</param>
public sealed record PersonalRows<TRow>(
    IReadOnlyList<string> Fields, LegalBasis Basis, string RetentionRule,
    Func<PlatformDb, Person, IQueryable<TRow>> Of,
    Func<PlatformDb, DateTimeOffset, IQueryable<TRow>> Unneeded,
    Action<PlatformDb, TRow> Blank,
    SealedColumn? Sealed = null)
    : PersonalRows(typeof(TRow), Fields, Basis, RetentionRule) where TRow : class
{
    public override async Task<IReadOnlyList<Dictionary<string, string?>>> Export(
        PlatformDb db, Person person, KeyRing ring, CancellationToken stop)
    {
        var rows = await Of(db, person).ToListAsync(stop);
        return [.. rows.Select(row => Fields.ToDictionary(field => field, field => Value(db, row, field, ring)))];
    }

    public override async Task<int> Erase(PlatformDb db, Person person, CancellationToken stop)
    {
        var rows = await Of(db, person).ToListAsync(stop);
        rows.ForEach(row => Blank(db, row));
        return rows.Count;
    }

    public override async Task<int> EraseOlderThan(PlatformDb db, DateTimeOffset before, int batch, CancellationToken stop)
    {
        var rows = await Unneeded(db, before).InKeyOrder(db).Take(batch).ToListAsync(stop);
        rows.ForEach(row => Blank(db, row));
        return rows.Count;
    }

    private string? Value(PlatformDb db, TRow row, string field, KeyRing ring) => db.Entry(row).Property(field).CurrentValue switch
    {
        null => null,
        byte[] value when Sealed is SealedColumn<TRow> column && column.Property == field =>
            ring.OpenField(column.Table, column.Column, column.RowId(row), new SealedField(value)),
        DateTimeOffset at =>
            at.ToOffset(Clock.BeijingOffset).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        var value => value.ToString(),
    };
}

/// <summary>All that is kept about people; filled in Serve.cs, a line for each table.</summary>
public sealed class PersonalRegister
{
    private readonly List<PersonalRows> rows = [];

    public IReadOnlyList<PersonalRows> All => rows;

    public PersonalRegister With(PersonalRows declared)
    {
        rows.Add(declared);
        return this;
    }
}
