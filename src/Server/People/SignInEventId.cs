using Guanwei.Server.Ids;

namespace Guanwei.Server.People;

public readonly record struct SignInEventId(Guid Value) : IEntityId<SignInEventId>
{
    public static string Prefix => "sv";

    public static SignInEventId From(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? culture, out SignInEventId id) =>
        IdText.TryParse(text, out id);

    public override string ToString() => IdText.Write(this);
}
