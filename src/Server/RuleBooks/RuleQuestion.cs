using System.Globalization;
using Guanwei.Rules;
using Guanwei.Rules.Regions;
using Guanwei.Server.Agencies;

namespace Guanwei.Server.RuleBooks;

/// <summary>
/// What the reader of the rules asks: a day, a profile, and for whom. Where they say nothing it is today, the installation's
/// profile and their own agency; for officers of the installation a county's organ.
/// </summary>
public sealed record RuleQuestion(DateOnly Day, Scope Scope, Profile Profile, string? Text, Authority? Authority)
{
    public static RuleQuestion Read(IQueryCollection query, DateOnly today, Profile profile, Agency? home) => new(
        DateOnly.TryParseExact(query["day"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : today,
        new Scope(
            Read<AgencyLevel>(query["level"]) ?? home?.Level ?? AgencyLevel.County,
            Read<AgencyKind>(query["kind"]) ?? home?.Kind ?? AgencyKind.Administrative,
            Read<AccountType>(query["type"]) ?? AccountType.Service,
            RegionCode.IsWellFormed(query["region"]) ? query["region"].ToString() : home?.RegionCode),
        Read<Profile>(query["profile"]) ?? profile,
        string.IsNullOrWhiteSpace(query["text"]) ? null : query["text"].ToString().Trim(),
        Read<Authority>(query["authority"]));

    public string DayText => Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>As it stands in an address, to be asked of another key.</summary>
    public string Query =>
        $"?day={DayText}&level={Slug.Of(Scope.Level!)}&kind={Slug.Of(Scope.Kind!)}&type={Slug.Of(Scope.AccountType!)}"
        + $"&region={Scope.Region}&profile={Slug.Of(Profile)}";

    private static T? Read<T>(string? code) where T : struct, Enum => Slug.TryRead<T>(code, out var value) ? value : null;
}
