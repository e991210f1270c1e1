namespace Guanwei.Rules.Tests;

/// <summary>Rows made up for a test; all of the key <c>k</c> unless said otherwise.</summary>
internal static class Rows
{
    public static readonly DateOnly From = new(2026, 1, 1);

    public static RuleBook Book(params Rule[] rules) => new(rules, From);

    public static Rule Row(
        string id,
        int value,
        Authority authority = Authority.Platform,
        Direction direction = Direction.Lower,
        RuleScope? scope = null,
        int version = 1,
        DateOnly? from = null,
        DateOnly? to = null) =>
        Of(id, new WholeValue(value), authority, direction) with
        {
            Scope = scope ?? RuleScope.Everywhere,
            Version = version,
            From = from ?? From,
            To = to,
        };

    public static Rule Words(string id, Authority authority, params string[] words) =>
        Of(id, new SetValue(words), authority, Direction.Union);

    public static Rule Text(string id, Authority authority, string text) =>
        Of(id, new TextValue(text), authority, direction: null);

    private static Rule Of(string id, RuleValue value, Authority authority, Direction? direction) => new()
    {
        Id = id,
        Version = 1,
        Key = "k",
        Scope = RuleScope.Everywhere,
        Value = value,
        Unit = "unit",
        Direction = direction,
        Severity = Severity.Block,
        Duty = false,
        Authority = authority,
        Source = new RuleSource("样例规定", "样例〔2026〕1号", "样例市人民政府", "第一条", null,
            authority == Authority.Product ? Evidence.Own : Evidence.Seen),
        From = From,
        Sentence = ReasonCode.TooLong,
    };
}
