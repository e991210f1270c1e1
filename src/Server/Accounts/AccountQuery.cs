using System.Globalization;
using Guanwei.Rules;
using Guanwei.Server.Agencies;
using Microsoft.AspNetCore.Mvc;

namespace Guanwei.Server.Accounts;

/// <summary>The registry's question as it stands in an address: of the list, of its export and of the API.</summary>
public sealed record AccountQuery
{
    [FromQuery(Name = "q")]
    public string? Name { get; init; }

    [FromQuery(Name = "type")]
    public string? Type { get; init; }

    [FromQuery(Name = "standing")]
    public string? Standing { get; init; }

    [FromQuery(Name = "agency")]
    public string? Agency { get; init; }

    [FromQuery(Name = "region")]
    public string? Region { get; init; }

    [FromQuery(Name = "expires-from")]
    public string? ExpiresFrom { get; init; }

    [FromQuery(Name = "expires-to")]
    public string? ExpiresTo { get; init; }

    [FromQuery(Name = "sort")]
    public string? Sort { get; init; }

    /// <summary>What cannot be read asks for nothing; an agency that cannot be read has no accounts.</summary>
    public RegistryFilter Filter => new()
    {
        Name = Name?.Trim(),
        Type = Slug.TryRead<AccountType>(Type, out var type) ? type : null,
        Standing = Slug.TryRead<CertificateStanding>(Standing, out var standing) ? standing : null,
        Agency = string.IsNullOrEmpty(Agency) ? null : AgencyId.TryParse(Agency, null, out var agency) ? agency : default(AgencyId),
        Region = Region?.Trim(),
        ExpiresFrom = Day(ExpiresFrom),
        ExpiresTo = Day(ExpiresTo),
        Sort = Sort,
    };

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
