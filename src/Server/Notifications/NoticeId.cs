using Guanwei.Server.Ids;

namespace Guanwei.Server.Notifications;

public readonly record struct NoticeId(Guid Value) : IEntityId<NoticeId>
{
    public static string Prefix => "no";

    public static NoticeId From(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? culture, out NoticeId id) => IdText.TryParse(text, out id);

    public override string ToString() => IdText.Write(this);
}
