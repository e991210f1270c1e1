using Guanwei.Server.Ids;

namespace Guanwei.Server.People;

public readonly record struct InvitationId(Guid Value) : IEntityId<InvitationId>
{
    public static string Prefix => "in";

    public static InvitationId From(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? culture, out InvitationId id) =>
        IdText.TryParse(text, out id);

    public override string ToString() => IdText.Write(this);
}
