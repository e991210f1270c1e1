using Guanwei.Server.Agencies;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Clients;

/// <summary>
/// A program of an agency that reads by the API: a key with rights, a reach and an end. It is an actor.
/// </summary>
public sealed class ApiClient : Aggregate, IOfAgency
{
    public const string Kind = "api-client";

    public required ApiClientId Id { get; init; }

    public required AgencyId AgencyId { get; init; }

    public required string Name { get; init; }

    /// <summary>
    /// SM3 of the key, lower-case hex. The key is by chance and long: nobody finds it from its digest.
    /// </summary>
    public required string KeyDigest { get; init; }

    /// <summary>Codes of <see cref="ClientRights"/>, separated by spaces.</summary>
    public required string Rights { get; init; }

    /// <summary>The agency alone, or everything below it too.</summary>
    public required Reach Reach { get; init; }

    /// <summary>Last day in force, by the machine's time.</summary>
    public required DateOnly Expires { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>To the hour: a busy program writes no row with each call.</summary>
    public DateTimeOffset? LastUsed { get; set; }

    public static void Map(ModelBuilder model) => model.Entity<ApiClient>(client =>
    {
        client.ToTable("api_clients");
        client.HasKey(x => x.Id);
        client.HasIndex(x => x.KeyDigest).IsUnique();
    });
}

/// <summary>What a program may be allowed.</summary>
public static class ClientRights
{
    public const string ReadAccounts = "accounts.read";

    public static readonly IReadOnlyList<string> All = [ReadAccounts];
}
