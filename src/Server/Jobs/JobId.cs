using Guanwei.Server.Ids;

namespace Guanwei.Server.Jobs;

public readonly record struct JobId(Guid Value) : IEntityId<JobId>
{
    public static string Prefix => "jo";

    public static JobId From(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? culture, out JobId id) => IdText.TryParse(text, out id);

    public override string ToString() => IdText.Write(this);
}
