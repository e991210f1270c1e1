using Guanwei.Server.Ids;

namespace Guanwei.Server.Clients;

public readonly record struct ApiClientId(Guid Value) : IEntityId<ApiClientId>
{
    public static string Prefix => "cl";

    public static ApiClientId From(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? culture, out ApiClientId id) => IdText.TryParse(text, out id);

    public override string ToString() => IdText.Write(this);
}
