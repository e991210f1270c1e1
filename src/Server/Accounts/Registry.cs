using Guanwei.Rules;
using Guanwei.Server.Agencies;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Accounts;

/// <summary>How the certificate of an account stands on a day.</summary>
public enum CertificateStanding
{
    Valid,

    /// <summary>It ends within the first reminder.</summary>
    Expiring,

    Expired,

    /// <summary>The account itself is closed.</summary>
    Closed,
}

/// <summary>What is asked of the registry; it stands in the address.</summary>
public sealed record RegistryFilter
{
    /// <summary>Part of the account's or its agency's name.</summary>
    public string? Name { get; init; }

    public AccountType? Type { get; init; }

    public CertificateStanding? Standing { get; init; }

    /// <summary>An agency with everything below it.</summary>
    public AgencyId? Agency { get; init; }

    /// <summary>Six digits; a province or prefecture takes in what lies in it.</summary>
    public string? Region { get; init; }

    /// <summary>The certificate ends on these days.</summary>
    public DateOnly? ExpiresFrom { get; init; }

    public DateOnly? ExpiresTo { get; init; }

    /// <summary>name, agency, type or expires; a minus before it for descending.</summary>
    public string? Sort { get; init; }
}

public sealed record RegistryRow(
    AccountId Id, string Name, AccountType Type, AccountState State, AgencyId AgencyId, string AgencyName, string RegionCode,
    DateOnly CertifiedOn, DateOnly Expires)
{
    public CertificateStanding StandingOn(DateOnly day) => Registry.StandingOf(State, Expires, day);
}

/// <summary>The registry of accounts as a question: list, export and API ask the same one.</summary>
public static class Registry
{
    /// <summary>Days before its end from which a certificate counts as expiring: WeChat's annual review begins then.</summary>
    public const int ExpiringDays = 90;

    private static readonly string[] sorts = ["name", "agency", "type", "expires"];

    public static bool IsSort(string? text) => text is not null && sorts.Contains(text.TrimStart('-'));

    public static CertificateStanding StandingOf(AccountState state, DateOnly expires, DateOnly day) =>
        state is AccountState.Closed ? CertificateStanding.Closed
        : expires < day ? CertificateStanding.Expired
        : expires <= day.AddDays(ExpiringDays) ? CertificateStanding.Expiring
        : CertificateStanding.Valid;

    public static IQueryable<Account> Matching(PlatformDb db, RegistryFilter filter, DateOnly day)
    {
        var accounts = db.Set<Account>().AsNoTracking();
        var agencies = db.Set<Agency>();
        if (filter.Name is { Length: > 0 } name)
        {
            accounts = accounts.Where(x => x.Name.Contains(name)
                || agencies.Any(agency => agency.Id == x.AgencyId && agency.Name.Contains(name)));
        }
        if (filter.Type is { } type)
        {
            accounts = accounts.Where(x => x.Type == type);
        }
        if (filter.Agency is { } above)
        {
            var links = db.Set<AgencyClosure>();
            accounts = accounts.Where(x =>
                links.Where(link => link.AncestorId == above).Select(link => link.DescendantId).Contains(x.AgencyId));
        }
        if (RegionPrefix(filter.Region) is { } region)
        {
            accounts = accounts.Where(x =>
                agencies.Where(agency => agency.RegionCode.StartsWith(region)).Select(agency => agency.Id).Contains(x.AgencyId));
        }
        if (filter.ExpiresFrom is { } from)
        {
            accounts = accounts.Where(x => x.CertificateExpires >= from);
        }
        if (filter.ExpiresTo is { } to)
        {
            accounts = accounts.Where(x => x.CertificateExpires <= to);
        }
        return OfStanding(accounts, filter.Standing, day);
    }

    public static IQueryable<RegistryRow> Rows(PlatformDb db, RegistryFilter filter, DateOnly day)
    {
        var agencies = db.Set<Agency>();
        var rows = Matching(db, filter, day)
            .Join(agencies, x => x.AgencyId, agency => agency.Id, (account, agency) => new { account, agency });
        // A name is not the only one of its spelling among closed accounts: the id decides, so that pages do not overlap.
        var sorted = filter.Sort switch
        {
            "-name" => rows.OrderByDescending(x => x.account.Name).ThenByDescending(x => x.account.Id),
            "agency" => rows.OrderBy(x => x.agency.Name).ThenBy(x => x.account.Name).ThenBy(x => x.account.Id),
            "-agency" => rows.OrderByDescending(x => x.agency.Name).ThenByDescending(x => x.account.Name)
                .ThenByDescending(x => x.account.Id),
            "type" => rows.OrderBy(x => x.account.Type).ThenBy(x => x.account.Name).ThenBy(x => x.account.Id),
            "-type" => rows.OrderByDescending(x => x.account.Type).ThenByDescending(x => x.account.Name)
                .ThenByDescending(x => x.account.Id),
            "expires" => rows.OrderBy(x => x.account.CertificateExpires).ThenBy(x => x.account.Name).ThenBy(x => x.account.Id),
            "-expires" => rows.OrderByDescending(x => x.account.CertificateExpires).ThenByDescending(x => x.account.Name)
                .ThenByDescending(x => x.account.Id),
            _ => rows.OrderBy(x => x.account.Name).ThenBy(x => x.account.Id),
        };
        return sorted.Select(x => new RegistryRow(
            x.account.Id, x.account.Name, x.account.Type, x.account.State, x.agency.Id, x.agency.Name, x.agency.RegionCode,
            x.account.CertifiedOn, x.account.CertificateExpires));
    }

    /// <param name="page">From 1.</param>
    public static IQueryable<RegistryRow> Page(PlatformDb db, RegistryFilter filter, DateOnly day, int page, int size) =>
        Rows(db, filter, day).Skip((page - 1) * size).Take(size);

    /// <summary>One account of the scope.</summary>
    public static Task<RegistryRow?> Of(PlatformDb db, AccountId id, CancellationToken cancel)
    {
        var agencies = db.Set<Agency>();
        return db.Set<Account>().Where(x => x.Id == id)
            .Join(agencies, x => x.AgencyId, agency => agency.Id, (account, agency) => new RegistryRow(
                account.Id, account.Name, account.Type, account.State, agency.Id, agency.Name, agency.RegionCode,
                account.CertifiedOn, account.CertificateExpires))
            .SingleOrDefaultAsync(cancel);
    }

    private static IQueryable<Account> OfStanding(IQueryable<Account> accounts, CertificateStanding? standing, DateOnly day)
    {
        var soon = day.AddDays(ExpiringDays);
        return standing switch
        {
            CertificateStanding.Valid => accounts.Where(x => x.State == AccountState.Open && x.CertificateExpires > soon),
            CertificateStanding.Expiring => accounts.Where(x =>
                x.State == AccountState.Open && x.CertificateExpires >= day && x.CertificateExpires <= soon),
            CertificateStanding.Expired => accounts.Where(x => x.State == AccountState.Open && x.CertificateExpires < day),
            CertificateStanding.Closed => accounts.Where(x => x.State == AccountState.Closed),
            _ => accounts,
        };
    }

    /// <summary>The digits that say something: 420000 is 42, 420100 is 4201.</summary>
    private static string? RegionPrefix(string? code) => code switch
    {
        null or "" => null,
        { Length: 6 } when code.EndsWith("0000", StringComparison.Ordinal) => code[..2],
        { Length: 6 } when code.EndsWith("00", StringComparison.Ordinal) => code[..4],
        _ => code,
    };
}
