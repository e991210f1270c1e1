using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.People;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Clients;

/// <summary>
/// A program gets a key. The key itself never comes here: its digest does, so that neither the answer kept for a second
/// click nor the audit can hold it.
/// </summary>
public static class CreateClient
{
    public const string Verb = "client.create";

    public const int LongestName = 60;

    /// <summary>A key that nobody renews is one that nobody looks after.</summary>
    public const int LongestDays = 366;

    public sealed record Request(
        AgencyId Agency, string? Name, IReadOnlyList<string> Rights, Reach Reach, DateOnly Expires, string KeyDigest);

    /// <param name="KeyDigest">Of the key that is in force: on a second click, the first one's.</param>
    public sealed record Answer(ApiClientId Id, string KeyDigest);

    public static async Task<Outcome<Answer>> Run(Act act, Request request, CancellationToken cancel)
    {
        var reasons = new List<Reason>();
        var name = request.Name?.Trim() ?? "";
        if (name.Length is 0 or > LongestName)
        {
            reasons.Add(Because(name.Length == 0 ? "CLIENT_NAME_MISSING" : "CLIENT_NAME_LONG", "name", LongestName));
        }
        if (request.Rights.Count == 0 || request.Rights.Except(ClientRights.All).Any())
        {
            reasons.Add(Because("CLIENT_RIGHTS_MISSING", "rights"));
        }
        if (request.Expires < act.Today || request.Expires > act.Today.AddDays(LongestDays))
        {
            reasons.Add(Because("CLIENT_EXPIRES_WRONG", "expires", LongestDays));
        }
        if (!await act.Db.Set<Agency>().AnyAsync(x => x.Id == request.Agency && x.ClosedAt == null, cancel))
        {
            reasons.Add(Because("CLIENT_AGENCY_UNKNOWN", "agency"));
        }
        if (reasons.Count > 0)
        {
            return new Refusal(reasons);
        }
        var client = new ApiClient
        {
            Id = act.NewId<ApiClientId>(),
            AgencyId = request.Agency,
            Name = name,
            KeyDigest = request.KeyDigest,
            Rights = string.Join(' ', request.Rights.Order(StringComparer.Ordinal)),
            Reach = request.Reach is Reach.Subtree ? Reach.Subtree : Reach.Own,
            Expires = request.Expires,
            CreatedAt = act.Now,
        };
        act.Touch(client);
        act.Db.Add(client);
        act.About(ApiClient.Kind, client.Id, client.AgencyId, client);
        return new Answer(client.Id, client.KeyDigest);
    }

    private static Reason Because(string code, string field, int? most = null) => Refusals.Because(
        code, new Place("client", field), most is { } number ? [Argument.Number("most", number)] : []);
}
