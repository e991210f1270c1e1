using Guanwei.Rules;
using Guanwei.Rules.Naming;
using Guanwei.Server.Agencies;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Accounts;

public enum AccountState
{
    /// <summary>In the registry; whether its certificate is valid today is told by its last day.</summary>
    Open,

    Closed,
}

/// <summary>A government WeChat account (政务微信账号) in the registry.</summary>
public sealed class Account : Aggregate, IOfAgency
{
    public const string Kind = "account";

    public static Task<string?> NameOf(PlatformDb db, Guid id, CancellationToken cancel) => db.Set<Account>()
        .Where(x => x.Id == new AccountId(id)).Select(x => x.Name).SingleOrDefaultAsync(cancel);

    public required AccountId Id { get; init; }

    /// <summary>Small and never used again: the key of mass tables.</summary>
    public required int Key { get; init; }

    public required AgencyId AgencyId { get; init; }

    public required string Name { get; init; }

    /// <summary><see cref="NameKeys.Clean"/> of the name: one open account looks like no other.</summary>
    public required string NameSkeleton { get; init; }

    public required AccountType Type { get; init; }

    public AccountState State { get; set; }

    /// <summary>First day of the certificate in force, in Beijing.</summary>
    public required DateOnly CertifiedOn { get; set; }

    /// <summary>Its last day.</summary>
    public required DateOnly CertificateExpires { get; set; }

    /// <summary>The application that led to it.</summary>
    public Guid? ApplicationId { get; init; }

    /// <summary>gh_…, as WeChat names it; known once the account is connected.</summary>
    public string? WechatOriginalId { get; set; }

    public required DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; set; }

    public static void Map(ModelBuilder model) => model.Entity<Account>(account =>
    {
        account.ToTable("accounts");
        account.HasKey(x => x.Id);
        account.HasIndex(x => x.Key).IsUnique();
        account.HasIndex(x => x.NameSkeleton).IsUnique().HasFilter("state = 'Open'");
        account.HasIndex(x => x.ApplicationId).IsUnique();
        // Holds what the registry counts and filters by, so that a count of a scope reads no row.
        account.HasIndex(x => new { x.AgencyId, x.Name, x.Type, x.State, x.CertificateExpires });
        account.HasIndex(x => x.Name);
        account.HasIndex(x => new { x.CertificateExpires, x.Name });
    });
}
