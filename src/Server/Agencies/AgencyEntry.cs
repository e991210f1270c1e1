using Guanwei.Rules;
using Guanwei.Rules.Eligibility;

namespace Guanwei.Server.Agencies;

/// <summary>What is said of an agency when it is entered, corrected, asked for or imported.</summary>
public sealed record AgencyEntry(
    string? Name, string? CreditCode, AgencyLevel? Level, AgencyKind? Kind, string? RegionCode, bool Vertical, string? MailDomain)
{
    /// <summary>The credit code as it is kept and shown: half-width, capital letters, no blanks.</summary>
    public string? Code => Given(Guanwei.Rules.Codes.CreditCode.Normalised(CreditCode));

    /// <summary>Without blanks around and without the @ that people put in front of a domain.</summary>
    public AgencyEntry Tidied() => this with
    {
        Name = Given(Name),
        CreditCode = Code,
        RegionCode = Given(RegionCode),
        MailDomain = Given(Given(MailDomain)?.TrimStart('@').ToLowerInvariant()),
    };

    /// <summary>For the rules; where nothing was chosen, that is a reason of its own.</summary>
    public AgencyFacts Facts => new(
        Name, CreditCode, Level ?? AgencyLevel.County, Kind ?? AgencyKind.Administrative, RegionCode);

    public static AgencyEntry Of(Agency agency) => new(
        agency.Name, agency.CreditCode, agency.Level, agency.Kind, agency.RegionCode, agency.Vertical, agency.MailDomain);

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
