using System.Text.Json.Serialization;

namespace Guanwei.Rules;

/// <summary>What a check came to.</summary>
public enum Outcome
{
    /// <summary>Nothing stands against it.</summary>
    Passed,

    /// <summary>It may go on, and a reviewer will look at what is named.</summary>
    Warned,

    /// <summary>It is refused, for all the reasons named.</summary>
    Refused,
}

/// <summary>A key for which another profile answers otherwise.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">What was decided by, as invariant text.</param>
/// <param name="Rule">The rule decided by.</param>
/// <param name="OtherProfile">The other profile.</param>
/// <param name="OtherValue">Its value.</param>
/// <param name="OtherRule">Its rule.</param>
public sealed record OtherAnswer(
    string Key, string Value, RuleRef Rule, Profile OtherProfile, string OtherValue, RuleRef OtherRule);

/// <summary>
/// A decision as it is stored with what it decided: enough to say why, and to make it again.
/// </summary>
/// <param name="Book">Digest of the rule book.</param>
/// <param name="Profile">The profile decided by.</param>
/// <param name="Day">The day in Beijing.</param>
/// <param name="Inputs">SHA-256 of the facts, see <see cref="Digests.OfFacts"/>.</param>
/// <param name="Outcome">What it came to.</param>
/// <param name="Reasons">All reasons, in the order of the form.</param>
/// <param name="Fallen">Keys on which the guide is silent, so that today's rules answered.</param>
/// <param name="Others">Keys for which another profile answers otherwise.</param>
public sealed record Decision(
    string Book,
    Profile Profile,
    DateOnly Day,
    string Inputs,
    Outcome Outcome,
    IReadOnlyList<Reason> Reasons,
    IReadOnlyList<string> Fallen,
    IReadOnlyList<OtherAnswer> Others)
{
    /// <summary>The reasons that stop it.</summary>
    [JsonIgnore]
    public IEnumerable<Reason> Blocking => Reasons.Where(r => r.Severity == Severity.Block);

    /// <summary>The outcome that follows from the reasons: the gravest of them decides.</summary>
    public static Outcome OutcomeOf(IEnumerable<Reason> reasons) =>
        reasons.Select(r => r.Severity).DefaultIfEmpty(Severity.Inform).Max() switch
        {
            Severity.Block => Outcome.Refused,
            Severity.Warn => Outcome.Warned,
            _ => Outcome.Passed,
        };
}
