using System.Linq.Expressions;
using Guanwei.Rules;
using Guanwei.Server.Actions;
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
    /// <summary>
    /// Days before its end from which a certificate counts as expiring: WeChat's annual review begins then.
    /// </summary>
    public const int ExpiringDays = 90;

    /// <summary>
    /// So many rows are many: measured with 10,000 (bench registry); the turning point lies at some hundreds.
    /// </summary>
    private const int Many = 1_000;

    /// <summary>A page that lies in the first twentieth is near the beginning.</summary>
    private const int Near = 20;

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

    public static IQueryable<RegistryRow> Rows(PlatformDb db, RegistryFilter filter, DateOnly day) =>
        Shown(Sorted(Hosted(db, Matching(db, filter, day)), filter.Sort));

    /// <param name="page">From 1.</param>
    public static IQueryable<RegistryRow> Page(PlatformDb db, RegistryFilter filter, DateOnly day, int page, int size)
    {
        var matching = Matching(db, filter, day);
        if (filter.Sort?.TrimStart('-') == "agency")
        {
            return Shown(Sorted(Hosted(db, matching), filter.Sort).Skip((page - 1) * size).Take(size));
        }
        // The page's accounts first and then their agencies: else the agency of every account in the scope is looked
        // up.
        var mine = SortedBy(matching, filter.Sort, x => x.Name, x => x.Id, x => x.Type, x => x.CertificateExpires)
            .Skip((page - 1) * size).Take(size);
        return Shown(Sorted(Hosted(db, mine), filter.Sort));
    }

    /// <summary>
    /// As whom a page is best read, once it is known how many rows there are: near the beginning of many, going along
    /// the order and asking each row finds it sooner than sorting the whole scope. The rows are the same.
    /// </summary>
    public static Actor Reader(Actor actor, int total, int page, int size) => total >= Many && page * size <= total / Near
        ? actor with { Scope = actor.Scope.RowByRow() }
        : actor;

    private static IQueryable<HostedAccount> Hosted(PlatformDb db, IQueryable<Account> accounts) => accounts.Join(
        db.Set<Agency>(), x => x.AgencyId, agency => agency.Id,
        (account, agency) => new HostedAccount { Account = account, Agency = agency });

    private static IQueryable<HostedAccount> Sorted(IQueryable<HostedAccount> rows, string? sort) => sort switch
    {
        "agency" => rows.OrderBy(x => x.Agency.Name).ThenBy(x => x.Account.Name).ThenBy(x => x.Account.Id),
        "-agency" => rows.OrderByDescending(x => x.Agency.Name).ThenByDescending(x => x.Account.Name)
            .ThenByDescending(x => x.Account.Id),
        _ => SortedBy(
            rows, sort, x => x.Account.Name, x => x.Account.Id, x => x.Account.Type, x => x.Account.CertificateExpires),
    };

    // A name is not the only one of its spelling among closed accounts: the id decides, so that pages do not overlap.
    private static IQueryable<T> SortedBy<T>(
        IQueryable<T> rows, string? sort, Expression<Func<T, string>> name, Expression<Func<T, AccountId>> id,
        Expression<Func<T, AccountType>> type, Expression<Func<T, DateOnly>> expires) => sort switch
        {
            "-name" => rows.OrderByDescending(name).ThenByDescending(id),
            "type" => rows.OrderBy(type).ThenBy(name).ThenBy(id),
            "-type" => rows.OrderByDescending(type).ThenByDescending(name).ThenByDescending(id),
            "expires" => rows.OrderBy(expires).ThenBy(name).ThenBy(id),
            "-expires" => rows.OrderByDescending(expires).ThenByDescending(name).ThenByDescending(id),
            _ => rows.OrderBy(name).ThenBy(id),
        };

    private static IQueryable<RegistryRow> Shown(IQueryable<HostedAccount> rows) => rows.Select(x => new RegistryRow(
        x.Account.Id, x.Account.Name, x.Account.Type, x.Account.State, x.Agency.Id, x.Agency.Name, x.Agency.RegionCode,
        x.Account.CertifiedOn, x.Account.CertificateExpires));

    // Members, not a constructor: the database sorts by them.
    private sealed record HostedAccount
    {
        public required Account Account { get; init; }

        public required Agency Agency { get; init; }
    }

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
