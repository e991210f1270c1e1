using Guanwei.Server.Ids;

namespace Guanwei.Server.Files;

public readonly record struct FileId(Guid Value) : IEntityId<FileId>
{
    public static string Prefix => "fi";

    public static FileId From(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? culture, out FileId id) => IdText.TryParse(text, out id);

    public override string ToString() => IdText.Write(this);
}
