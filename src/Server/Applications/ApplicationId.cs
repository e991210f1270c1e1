using Guanwei.Server.Ids;

namespace Guanwei.Server.Applications;

public readonly record struct ApplicationId(Guid Value) : IEntityId<ApplicationId>
{
    public static string Prefix => "aq";

    public static ApplicationId From(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? culture, out ApplicationId id) => IdText.TryParse(text, out id);

    public override string ToString() => IdText.Write(this);
}
