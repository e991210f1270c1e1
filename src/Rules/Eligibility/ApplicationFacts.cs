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
/// <param name="Letter">The letter of the Hong Kong and Macao procedure; empty where no form asks for it.</param>
public sealed record AgencyFacts(
    string? Name,
    string? CreditCode,
    AgencyLevel Level,
    AgencyKind Kind,
    string? RegionCode,
    string? BranchOf = null,
    LetterFacts? Letter = null);

/// <summary>The letter by which an agency of Hong Kong or Macao applies (港澳地区机构特别程序函件).</summary>
/// <param name="Number">Its number (文号), or empty.</param>
/// <param name="Date">Its date, or empty.</param>
public sealed record LetterFacts(string? Number, DateOnly? Date);

/// <summary>What an applicant answered to a question with yes and no.</summary>
public enum Reply
{
    /// <summary>Nobody asked.</summary>
    NotAsked,

    /// <summary>No.</summary>
    No,

    /// <summary>Yes.</summary>
    Yes,
}

/// <summary>The answers to what is asked before anything else (首问).</summary>
/// <param name="InternalUnit">Is the applicant a unit inside an agency (内设机构)?</param>
/// <param name="ShortLived">Is the account for a campaign or a short-lived matter (专项工作、阶段性事项)?</param>
/// <param name="EndsOn">When that matter ends.</param>
public sealed record FirstReplies(
    Reply InternalUnit = Reply.NotAsked, Reply ShortLived = Reply.NotAsked, DateOnly? EndsOn = null);

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
/// <param name="First">The answers to the first questions; empty where no form asks them.</param>
public sealed record ApplicationFacts(
    AgencyFacts Agency,
    PurposeFacts Purpose,
    NameFacts Name,
    StaffFacts Staff,
    IReadOnlyList<DocumentFacts> Documents,
    int ExistingAccounts,
    FirstReplies? First = null)
{
    /// <summary>What the questions to the rule book are about.</summary>
    public Scope Scope => new(Agency.Level, Agency.Kind, Purpose.AccountType, Agency.RegionCode);
}
