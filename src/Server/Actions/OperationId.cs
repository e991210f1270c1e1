using Guanwei.Server.Ids;

namespace Guanwei.Server.Actions;

public readonly record struct OperationId(Guid Value) : IEntityId<OperationId>
{
    public static string Prefix => "op";

    public static OperationId From(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? culture, out OperationId id) => IdText.TryParse(text, out id);

    public override string ToString() => IdText.Write(this);
}
