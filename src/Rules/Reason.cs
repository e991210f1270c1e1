namespace Guanwei.Rules;

/// <summary>What a reason is about: a step of the application and a field in it.</summary>
/// <param name="Step">Step, such as <c>agency</c>, <c>purpose</c>, <c>name</c>, <c>staff</c>, <c>documents</c>.</param>
/// <param name="Field">Field within the step, such as <c>credit-code</c>, or empty for the step as a whole.</param>
public readonly record struct Place(string Step, string Field = "")
{
    /// <inheritdoc/>
    public override string ToString() => string.IsNullOrEmpty(Field) ? Step ?? "" : $"{Step}.{Field}";
}

/// <summary>
/// One reason of a decision. Values only, so that it can be stored and said again in either language.
/// </summary>
/// <param name="Code">Code of the sentence; see <see cref="ReasonCode"/>.</param>
/// <param name="Severity">What it does to the decision.</param>
/// <param name="Rule">The rule that was applied; none where a state of affairs, not a rule, stands in the way.</param>
/// <param name="Place">Where the cause lies.</param>
/// <param name="Arguments">What fills the sentence's gaps.</param>
public sealed record Reason(
    string Code, Severity Severity, RuleRef? Rule, Place Place, IReadOnlyList<Argument> Arguments)
{
    /// <summary>A reason from an answer: the rule's severity and, if no code is given, the rule's sentence.</summary>
    public static Reason From(Answer answer, Place place, string? code = null, params Argument[] arguments) =>
        new(code ?? answer.Rule.Sentence, answer.Rule.Severity, answer.Rule.Ref, place, arguments);
}
