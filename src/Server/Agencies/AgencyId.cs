using Guanwei.Server.Ids;

namespace Guanwei.Server.Agencies;

public readonly record struct AgencyId(Guid Value) : IEntityId<AgencyId>
{
    public static string Prefix => "ag";

    public static AgencyId From(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? culture, out AgencyId id) => IdText.TryParse(text, out id);

    public override string ToString() => IdText.Write(this);
}
