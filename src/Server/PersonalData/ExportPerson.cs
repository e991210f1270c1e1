using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.People;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.PersonalData;

/// <summary>
/// Gathers what is kept about one person, for that person (个人信息保护法第四十五条). The answer leaves the database opened, so it
/// is made beside the action, which only notes that it was: answers of actions are stored.
/// </summary>
public static class ExportPerson
{
    public const string Verb = "personal-data.export";

    public sealed record Request(string Email);

    public static async Task<Outcome<PersonId>> Run(Act act, Request request, CancellationToken cancel)
    {
        var email = request.Email.Trim();
        if (await act.Db.Set<Person>().SingleOrDefaultAsync(x => x.Email == email, cancel) is not { } person)
        {
            return Refusal.Of(Refusals.Because("PERSON_UNKNOWN", new Place("personal-data", "email")));
        }
        act.About("person", person.Id, agency: null);
        return person.Id;
    }

    /// <summary>By table: each row's declared fields.</summary>
    public static async Task<Dictionary<string, IReadOnlyList<Dictionary<string, string?>>>> Gather(
        Storage.PlatformDb db, PersonId id, PersonalRegister register, Keys.KeyRing ring, CancellationToken cancel)
    {
        var person = await db.Set<Person>().SingleAsync(x => x.Id == id, cancel);
        Dictionary<string, IReadOnlyList<Dictionary<string, string?>>> tables = [];
        foreach (var rows in register.All)
        {
            tables[rows.Row.Name] = await rows.Export(db, person, ring, cancel);
        }
        return tables;
    }
}
