using Guanwei.Server.Ids;

namespace Guanwei.Server.Accounts;

public readonly record struct AccountId(Guid Value) : IEntityId<AccountId>
{
    public static string Prefix => "ac";

    public static AccountId From(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? culture, out AccountId id) => IdText.TryParse(text, out id);

    public override string ToString() => IdText.Write(this);
}
