using Guanwei.Server.Actions;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Clients;

/// <summary>A key is taken back; the program's next call is refused.</summary>
public static class RevokeClient
{
    public const string Verb = "client.revoke";

    public sealed record Request(ApiClientId Id);

    public static async Task<Outcome<ApiClientId>> Run(Act act, Request request, CancellationToken cancel)
    {
        var client = await act.Db.Set<ApiClient>().SingleOrDefaultAsync(x => x.Id == request.Id, cancel);
        if (client is null)
        {
            return Refusals.NotFound();
        }
        act.About(ApiClient.Kind, client.Id, client.AgencyId, client);
        if (client.RevokedAt is null)
        {
            act.Touch(client);
            client.RevokedAt = act.Now;
        }
        return client.Id;
    }
}
