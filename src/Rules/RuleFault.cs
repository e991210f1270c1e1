namespace Guanwei.Rules;

/// <summary>One fault of rule data: where, what, and the details that the sentence names.</summary>
/// <param name="Where">The rule, the key, or the file with the place in it.</param>
/// <param name="Code">Which of the sentences under <c>faults</c> says it.</param>
/// <param name="Arguments">What fills the sentence's gaps.</param>
public sealed record RuleFault(string Where, string Code, IReadOnlyList<Argument> Arguments)
{
    internal RuleFault(string where, string code, params ReadOnlySpan<(string Gap, object Value)> details)
        : this(where, code, [.. details.ToArray().Select(d => Argument.Text(d.Gap, $"{d.Value}"))])
    {
    }

    /// <summary>The fault in English, as the logs have it; for people see <see cref="Sentences.Say(RuleFault)"/>.</summary>
    public override string ToString() => Sentences.In("en").Say(this);
}
