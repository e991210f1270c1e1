using System.Security.Claims;
using System.Text.Encodings.Web;
using Guanwei.Server.Actions;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Guanwei.Server.Clients;

/// <summary>Who calls by the API, and what the key allows; asked of the database with each call.</summary>
public sealed record ClientStanding(Actor Actor, IReadOnlySet<string> Rights);

/// <summary>Reads <c>Authorization: Bearer gw_…</c>. A key that is unknown, revoked or expired is nobody's.</summary>
public sealed class ClientKeys(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, Databases databases, Clock clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string SchemeName = "client-key";
    private const string Word = "Bearer ";

    private static readonly TimeSpan notedEvery = TimeSpan.FromHours(1);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Word, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }
        var key = header[Word.Length..].Trim();
        if (!ClientKey.IsOne(key) || await Find(ClientKey.DigestOf(key)) is not { } client)
        {
            return AuthenticateResult.Fail("unknown, revoked or expired key");
        }
        Context.Features.Set(new ClientStanding(
            Actor.Client(client.Id.ToString(), client.AgencyId, client.Reach), client.Rights.Split(' ').ToHashSet()));
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, client.Id.ToString())], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Results.Problem(statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Results.Problem(statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(Context);

    private async Task<ApiClient?> Find(string digest)
    {
        await using var db = databases.OpenForSystem("whose key it is");
        var client = await db.Set<ApiClient>().SingleOrDefaultAsync(x => x.KeyDigest == digest, Context.RequestAborted);
        if (client is null || client.RevokedAt is not null || client.Expires < Time.Clock.DayOf(clock.Machine))
        {
            return null;
        }
        if (client.LastUsed is null || clock.Machine - client.LastUsed >= notedEvery)
        {
            await Note(db, client);
        }
        return client;
    }

    private async Task Note(PlatformDb db, ApiClient client)
    {
        client.LastUsed = clock.Machine;
        try
        {
            await db.SaveChangesAsync(Context.RequestAborted);
        }
        catch (Exception missed) when (missed is StorageBusyException or DbUpdateConcurrencyException)
        {
            // The next call notes it.
        }
    }
}
