using Guanwei.Rules.Documents;
using Guanwei.Rules.Naming;
using Guanwei.Rules.Rights;

namespace Guanwei.Rules.Eligibility;

/// <summary>The agency that applies.</summary>
/// <param name="Name">Full name, or empty while the form is incomplete.</param>
/// <param name="CreditCode">Unified social credit code as typed.</param>
/// <param name="Level">Level.</param>
/// <param name="Kind">Kind of body.</param>
/// <param name="RegionCode">Six-digit region code.</param>
/// <param name="BranchOf">Name of the body it is a branch of, if it is one.</param>
public sealed record AgencyFacts(
    string? Name, string? CreditCode, AgencyLevel Level, AgencyKind Kind, string? RegionCode, string? BranchOf = null);

/// <summary>What the account is for (职能定位); a part not filled in is empty.</summary>
/// <param name="Audience">Whom it serves.</param>
/// <param name="Columns">What it will carry.</param>
/// <param name="Frequency">How often.</param>
/// <param name="AnsweredBy">Who answers citizens.</param>
/// <param name="AccountType">Type of account.</param>
public sealed record PurposeFacts(
    string? Audience, string? Columns, string? Frequency, string? AnsweredBy, AccountType? AccountType);

/// <summary>Everything about an application that the rules look at. Values only; a draft may be incomplete.</summary>
/// <param name="Agency">The agency.</param>
/// <param name="Purpose">The purpose and the account type.</param>
/// <param name="Name">The name asked for.</param>
/// <param name="Staff">The people.</param>
/// <param name="Documents">The documents uploaded so far.</param>
/// <param name="ExistingAccounts">
/// How many accounts, or other openings under way, the agency has on the platform.
/// </param>
public sealed record ApplicationFacts(
    AgencyFacts Agency,
    PurposeFacts Purpose,
    NameFacts Name,
    StaffFacts Staff,
    IReadOnlyList<DocumentFacts> Documents,
    int ExistingAccounts)
{
    /// <summary>What the questions to the rule book are about.</summary>
    public Scope Scope => new(Agency.Level, Agency.Kind, Purpose.AccountType, Agency.RegionCode);
}
