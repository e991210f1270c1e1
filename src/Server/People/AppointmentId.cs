using Guanwei.Server.Ids;

namespace Guanwei.Server.People;

public readonly record struct AppointmentId(Guid Value) : IEntityId<AppointmentId>
{
    public static string Prefix => "ap";

    public static AppointmentId From(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? culture, out AppointmentId id) => IdText.TryParse(text, out id);

    public override string ToString() => IdText.Write(this);
}
