using Guanwei.Server.Actions;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Ui;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Guanwei.Server.Clients;

public static class ClientRoutes
{
    public static void MapClients(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/clients", Create).Needs(CreateClient.Verb);
        routes.MapPost("/clients/{id}/revoke", Revoke).Needs(RevokeClient.Verb);
    }

    /// <summary>The one form that does not lead on by 303: its answer shows the key, and nothing keeps it.</summary>
    private static async Task<IResult> Create(
        HttpContext http, IFormCollection fields, [FromForm] OperationId operation, Actions.Actions actions, Databases databases,
        CancellationToken cancel)
    {
        var (actor, form, key) = (http.Actor()!, ClientForm.Read(fields), ClientKey.New());
        await using var db = databases.OpenFor(actor);
        var agency = await form.AgencyField.FindParent(db, cancel);
        var outcome = await actions.Do(actor, operation, CreateClient.Verb, act => CreateClient.Run(
            act, new(agency ?? default, form.Name, form.Rights, form.Reach, form.ExpiresDay, ClientKey.DigestOf(key)), cancel), cancel);
        if (outcome is not Outcome<CreateClient.Answer>.Done done)
        {
            return outcome.LeadsTo(_ => "/clients").OrBackTo<ClientList>(("Form", form));
        }
        // A second click made a key that was not taken: the first one's is in force, and was shown then.
        return done.Answer.KeyDigest == ClientKey.DigestOf(key)
            ? new RazorComponentResult<ClientCreated>(new Dictionary<string, object?> { [nameof(ClientCreated.Key)] = key })
            : Answers.Done("/clients");
    }

    private static async Task<IResult> Revoke(
        HttpContext http, ApiClientId id, [FromForm] OperationId operation, Actions.Actions actions, CancellationToken cancel)
    {
        var outcome = await actions.Do(
            http.Actor()!, operation, RevokeClient.Verb, act => RevokeClient.Run(act, new(id), cancel), cancel);
        return outcome.LeadsTo(_ => "/clients").OrReasons();
    }
}
