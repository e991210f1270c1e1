using Guanwei.Server.Ids;

namespace Guanwei.Server.Imports;

public readonly record struct AgencyImportId(Guid Value) : IEntityId<AgencyImportId>
{
    public static string Prefix => "ai";

    public static AgencyImportId From(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? culture, out AgencyImportId id) => IdText.TryParse(text, out id);

    public override string ToString() => IdText.Write(this);
}
