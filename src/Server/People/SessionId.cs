using Guanwei.Server.Ids;

namespace Guanwei.Server.People;

public readonly record struct SessionId(Guid Value) : IEntityId<SessionId>
{
    public static string Prefix => "se";

    public static SessionId From(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? culture, out SessionId id) => IdText.TryParse(text, out id);

    public override string ToString() => IdText.Write(this);
}
