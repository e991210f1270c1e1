using Guanwei.Server.Ids;

namespace Guanwei.Server.People;

public readonly record struct PersonId(Guid Value) : IEntityId<PersonId>
{
    public static string Prefix => "pe";

    public static PersonId From(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? culture, out PersonId id) => IdText.TryParse(text, out id);

    public override string ToString() => IdText.Write(this);
}
