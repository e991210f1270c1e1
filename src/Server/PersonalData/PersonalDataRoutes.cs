using System.Text.Encodings.Web;
using System.Text.Json;
using Guanwei.Server.Actions;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Guanwei.Server.PersonalData;

public static class PersonalDataRoutes
{
    public const string Path = "/personal-data";

    // Read by a person, never put into a page.
    private static readonly JsonSerializerOptions readable =
        new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void MapPersonalData(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Path).WithTags("personal data");
        group.MapPost("/export", Export).Needs(ExportPerson.Verb);
        group.MapPost("/erase", Erase).Needs(ErasePerson.Verb);
    }

    private static async Task<IResult> Export(
        HttpContext http, [FromForm] string? email, [FromForm] OperationId operation, Actions.Actions actions, Databases databases,
        PersonalRegister register, InForceSource inForce, CancellationToken stop)
    {
        var actor = http.Actor()!;
        var outcome = await actions.Do<PersonId>(
            actor, operation, ExportPerson.Verb, act => ExportPerson.Run(act, new(email ?? ""), stop), stop);
        if (outcome is not Outcome<PersonId>.Done { Answer: var person })
        {
            return outcome.LeadsTo(_ => Path).OrBackTo<PersonalDataPage>((nameof(PersonalDataPage.Email), email));
        }
        await using var db = databases.OpenFor(actor);
        var gathered = await ExportPerson.Gather(db, person, register, inForce.Current.Keys, stop);
        return Results.File(JsonSerializer.SerializeToUtf8Bytes(gathered, readable), "application/json", $"{person}.json");
    }

    private static async Task<IResult> Erase(
        HttpContext http, [FromForm] string? email, [FromForm] OperationId operation, Actions.Actions actions,
        PersonalRegister register, CancellationToken stop)
    {
        var outcome = await actions.Do<int>(http.Actor()!, operation, ErasePerson.Verb,
            act => ErasePerson.Run(act, new(email ?? "", register), stop), stop);
        return outcome.LeadsTo(_ => Path).OrBackTo<PersonalDataPage>((nameof(PersonalDataPage.Email), email));
    }
}
