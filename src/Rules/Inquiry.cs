namespace Guanwei.Rules;

/// <summary>
/// One decision in the making: what was asked of the book and which reasons came of it. Used within one check and
/// then thrown away.
/// </summary>
/// <param name="book">The rules.</param>
/// <param name="scope">What the questions are about.</param>
/// <param name="day">The day in Beijing.</param>
/// <param name="profile">The installation's profile.</param>
public sealed class Inquiry(RuleBook book, Scope scope, DateOnly day, Profile profile)
{
    private readonly Dictionary<(string Key, Scope About), Answer> answers = [];
    private readonly List<Reason> reasons = [];

    /// <summary>The day in Beijing.</summary>
    public DateOnly Day => day;

    /// <summary>What the questions are about.</summary>
    public Scope Scope => scope;

    /// <summary>The book's answer to a key; asked once, remembered for the decision.</summary>
    /// <inheritdoc cref="RuleBook.Resolve" path="/exception"/>
    public Answer Ask(string key) => Ask(key, scope);

    /// <summary>The book's answer about another scope, such as the other type of account.</summary>
    /// <inheritdoc cref="RuleBook.Resolve" path="/exception"/>
    public Answer Ask(string key, Scope about)
    {
        if (!answers.TryGetValue((key, about), out var answer))
        {
            answers[(key, about)] = answer = book.Resolve(key, about, day, profile);
        }

        return answer;
    }

    /// <summary>Notes a reason with the rule's severity and, if no code is given, the rule's own sentence.</summary>
    public void Raise(Answer answer, Place place, string? code = null, params Argument[] arguments) =>
        reasons.Add(Reason.From(answer, place, code, arguments));

    /// <summary>
    /// Notes a reason with a severity of its own: advice stops nothing, and a guess is never graver than a warning.
    /// </summary>
    public void RaiseAs(
        Answer answer, Severity severity, Place place, string? code = null, params Argument[] arguments) =>
        reasons.Add(Reason.From(answer, place, code, arguments) with { Severity = severity });

    /// <summary>Notes a reason by one of the rules that an answer was joined from.</summary>
    public void RaiseBy(RuleRef rule, Severity severity, Place place, string code, params Argument[] arguments) =>
        reasons.Add(new Reason(code, severity, rule, place, arguments));

    /// <summary>What the reasons so far come to.</summary>
    internal Outcome Outcome => Decision.OutcomeOf(reasons);

    /// <summary>The same question anew, without the reasons.</summary>
    internal Inquiry Again() => new(book, scope, day, profile);

    /// <summary>Ends the inquiry.</summary>
    /// <param name="facts">What was decided about; only its digest is kept.</param>
    public Decision Decide<T>(T facts) =>
        new(
            book.Digest,
            profile,
            day,
            Digests.OfFacts(facts),
            Decision.OutcomeOf(reasons),
            [.. reasons],
            [.. Asked().Where(a => a.Basis == Basis.FellToCurrent).Select(a => a.Key).Distinct()],
            [.. Asked().SelectMany(Differing).Distinct()]);

    private IEnumerable<Answer> Asked() => answers.Values.OrderBy(a => a.Key, StringComparer.Ordinal);

    private static IEnumerable<OtherAnswer> Differing(Answer answer) =>
        answer.Others
            .Where(o => !o.Value.Equals(answer.Value))
            .Select(o => new OtherAnswer(
                answer.Key, answer.Value.ToString(), answer.Rule.Ref, o.Profile, o.Value.ToString(), o.Rule.Ref));
}
