using System.Globalization;
using Guanwei.Rules;

namespace Guanwei.Server.Actions;

/// <summary>
/// The refusals that any action can meet; no rule stands behind them. Their sentences stand in Actions/Texts.resx.
/// </summary>
public static class Refusals
{
    public static Refusal NoRight(string verb) => Of("NO_RIGHT", Argument.Term("verb", "verb", verb));

    public static Refusal NotNow(string kind, string state, string verb) => Of(
        "NOT_NOW", Argument.Term("kind", "kind", kind), Argument.Term("state", kind, state), Argument.Term("verb", "verb", verb));

    public static Refusal Stale(string name, DateTimeOffset at) => Of(
        "STALE", Argument.Text("name", name),
        Argument.Text("at", at.ToOffset(Time.Clock.BeijingOffset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)));

    public static Refusal Conflict() => Of("CONFLICT");

    public static Refusal OperationReused() => Of("OPERATION_REUSED");

    public static Refusal NotFound() => Of("NOT_FOUND");

    /// <summary>A refusal of the server's own, with its place on the page.</summary>
    public static Reason Because(string code, Place place = default, params Argument[] arguments) =>
        new(code, Severity.Block, null, place, arguments);

    private static Refusal Of(string code, params Argument[] arguments) => new([Because(code, default, arguments)]);
}
