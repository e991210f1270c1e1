using System.Net.Mail;
using Guanwei.Rules;
using Guanwei.Rules.Eligibility;
using Guanwei.Server.Actions;

namespace Guanwei.Server.Agencies;

/// <summary>May the credit code be left out for now?</summary>
internal enum CodeNeed
{
    Later,
    Now,
}

/// <summary>What is wrong with an entry by itself, before the database is asked.</summary>
internal static class EntryCheck
{
    public const int LongestName = 100;
    private const int LongestDomain = 253;

    /// <summary>
    /// The reasons that stop it. An agency that is not coded yet may be entered, but not ask for an account.
    /// </summary>
    public static (IReadOnlyList<Reason> Reasons, IReadOnlyList<string> Rules) Of(
        AgencyEntry entry, CodeNeed code, InForce inForce, DateOnly day)
    {
        var decision = AgencyCheck.Check(entry.Facts, 0, inForce.Rules, day, inForce.Profile);
        var reasons = decision.Blocking.Where(reason =>
            code is CodeNeed.Now || reason.Code != ReasonCode.CreditCodeMissing).ToList();
        if (entry.Level is null)
        {
            reasons.Add(AgencyReasons.NotChosen("level"));
        }
        if (entry.Kind is null)
        {
            reasons.Add(AgencyReasons.NotChosen("kind"));
        }
        if (entry.Name?.Length > LongestName)
        {
            reasons.Add(AgencyReasons.TooLong("name", LongestName));
        }
        if (entry.MailDomain is { } domain && !IsDomain(domain))
        {
            reasons.Add(AgencyReasons.MailDomain(domain));
        }
        return (reasons, [.. decision.Reasons.Select(reason => reason.Rule?.ToString()).OfType<string>()]);
    }

    public static bool IsDomain(string domain) =>
        domain.Length <= LongestDomain && domain.Contains('.', StringComparison.Ordinal)
        && Uri.CheckHostName(domain) is UriHostNameType.Dns && !domain.EndsWith('.');

    public static bool IsAddress(string? address) =>
        address is { Length: <= 254 } && MailAddress.TryCreate(address, out var read) && read.Address == address
        && IsDomain(read.Host);
}
