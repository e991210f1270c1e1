using Guanwei.Server.Ids;

namespace Guanwei.Server.Audit;

public readonly record struct AuditEntryId(Guid Value) : IEntityId<AuditEntryId>
{
    public static string Prefix => "au";

    public static AuditEntryId From(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? culture, out AuditEntryId id) => IdText.TryParse(text, out id);

    public override string ToString() => IdText.Write(this);
}
