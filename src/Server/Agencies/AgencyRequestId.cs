using Guanwei.Server.Ids;

namespace Guanwei.Server.Agencies;

public readonly record struct AgencyRequestId(Guid Value) : IEntityId<AgencyRequestId>
{
    public static string Prefix => "rq";

    public static AgencyRequestId From(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? culture, out AgencyRequestId id) => IdText.TryParse(text, out id);

    public override string ToString() => IdText.Write(this);
}
