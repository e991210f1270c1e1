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
            RegionOf(query, home)),
        Read<Profile>(query["profile"]) ?? profile,
        string.IsNullOrWhiteSpace(query["text"]) ? null : query["text"].ToString().Trim(),
        Read<Authority>(query["authority"]));

    /// <summary>Certain rules are looked for, not read through by subject.</summary>
    public bool IsNarrowed => Text is not null || Authority is not null;

    public string DayText => Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>As it stands in an address, to be asked of another key.</summary>
    public string Query => QueryOf(Day, Scope, Profile);

    /// <summary>The page of a key as it answers for whom, on the day and under the profile that is meant.</summary>
    /// <param name="about">Whom it was asked about; nobody: the reader chooses, and is meant until they do.</param>
    public static string AddressOf(string key, DateOnly? day, Scope? about, Profile? profile = null) =>
        $"{Ui.Paths.Rules}/{key}{QueryOf(day, about, profile)}";

    private static string QueryOf(DateOnly? day, Scope? about, Profile? profile)
    {
        var asked = new (string Name, string? Value)[]
        {
            ("day", day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("level", about?.Level is { } level ? Slug.Of(level) : null), ("kind", about?.Kind is { } kind ? Slug.Of(kind) : null),
            ("type", about?.AccountType is { } type ? Slug.Of(type) : null),
            // Said also where it is empty: an agency without a region is not the reader's.
            ("region", about is { } whom ? whom.Region ?? "" : null),
            ("profile", profile is { } chosen ? Slug.Of(chosen) : null),
        };
        var said = asked.Where(x => x.Value is not null).Select(x => $"{x.Name}={x.Value}").ToList();
        return said.Count == 0 ? "" : $"?{string.Join('&', said)}";
    }

    /// <summary>Empty is none; the reader's own only where nothing is said.</summary>
    private static string? RegionOf(IQueryCollection query, Agency? home) =>
        !query.TryGetValue("region", out var region) ? home?.RegionCode
        : RegionCode.IsWellFormed(region) ? region.ToString() : null;

    private static T? Read<T>(string? code) where T : struct, Enum => Slug.TryRead<T>(code, out var value) ? value : null;
}
