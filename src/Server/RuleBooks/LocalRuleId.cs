using Guanwei.Server.Ids;

namespace Guanwei.Server.RuleBooks;

public readonly record struct LocalRuleId(Guid Value) : IEntityId<LocalRuleId>
{
    public static string Prefix => "lr";

    public static LocalRuleId From(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? culture, out LocalRuleId id) => IdText.TryParse(text, out id);

    public override string ToString() => IdText.Write(this);
}
