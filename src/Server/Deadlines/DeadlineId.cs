using Guanwei.Server.Ids;

namespace Guanwei.Server.Deadlines;

public readonly record struct DeadlineId(Guid Value) : IEntityId<DeadlineId>
{
    public static string Prefix => "dl";

    public static DeadlineId From(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? culture, out DeadlineId id) => IdText.TryParse(text, out id);

    public override string ToString() => IdText.Write(this);
}
