using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.People;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.PersonalData;

/// <summary>
/// Erases what is kept about one person, at their wish (个人信息保护法第四十七条): after they were closed, and not before the law
/// lets the traces of their sign-ins go.
/// </summary>
public static class ErasePerson
{
    public const string Verb = "personal-data.erase";

    public sealed record Request(string Email, PersonalRegister Register);

    /// <summary>How many rows were blanked.</summary>
    public static async Task<Outcome<int>> Run(Act act, Request request, CancellationToken cancel)
    {
        var place = new Place("personal-data", "email");
        var email = request.Email.Trim();
        if (await act.Db.Set<Person>().SingleOrDefaultAsync(x => x.Email == email, cancel) is not { } person)
        {
            return Refusal.Of(Refusals.Because("PERSON_UNKNOWN", place));
        }
        act.About("person", person.Id, agency: null, person);
        if (person.ClosedAt is not { } closed)
        {
            return Refusal.Of(Refusals.Because("PERSON_NOT_CLOSED", place, Argument.Text("name", person.Name)));
        }
        var limits = request.Register.All.Select(rows => RetainPersonalData.Limit(act, rows)).ToList();
        act.Under(limits.Select(limit => limit.Rule));
        if (closed >= limits.Min(limit => limit.Before))
        {
            return Refusal.Of(Refusals.Because("RETENTION_RUNS", place, Argument.Text("name", person.Name)));
        }
        var erased = 0;
        // The person's own row last: the others find theirs by its e-mail address.
        foreach (var rows in request.Register.All.OrderBy(rows => rows.Row == typeof(Person)))
        {
            erased += await rows.Erase(act.Db, person, cancel);
        }
        act.Touch(person);
        return erased;
    }
}
