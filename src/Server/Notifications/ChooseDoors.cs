using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Notifications.Doors;
using Guanwei.Server.People;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Notifications;

/// <summary>
/// A person says which of their notices leave the house, and by which door. The mobile number is kept, sealed, as long
/// as SMS is wanted.
/// </summary>
public static class ChooseDoors
{
    public const string Verb = "notice.doors";

    /// <param name="Phone">A new number; empty keeps the one that is there.</param>
    public sealed record Request(Wish Mail, Wish Sms, string? Phone);

    public static async Task<Outcome<bool>> Run(Act act, Request request, CancellationToken cancel)
    {
        var id = act.Actor.Person ?? throw new InvalidOperationException("Only a person has notices.");
        var person = await act.Db.Set<Person>().SingleAsync(x => x.Id == id, cancel);
        var phone = request.Phone?.Replace(" ", "", StringComparison.Ordinal) ?? "";
        if (request.Sms is not Wish.Nothing && (phone.Length == 0 ? person.Phone is null : !SmsDoor.IsNumber(phone)))
        {
            return Refusal.Of(Refusals.Because("PHONE_WRONG", new Place("notice", "phone")));
        }
        var setting = await act.Db.Set<NoticeSetting>().FindAsync([id], cancel);
        if (setting is null)
        {
            setting = new NoticeSetting { PersonId = id };
            act.Db.Add(setting);
        }
        (setting.Mail, setting.Sms) = (request.Mail is Wish.All ? Wish.All : Wish.Urgent, request.Sms);
        if (request.Sms is Wish.Nothing)
        {
            person.Phone = null;
        }
        else if (phone.Length > 0)
        {
            person.Phone = act.InForce.Keys.SealField("people", "phone", id.ToString(), phone).Bytes.ToArray();
        }
        act.Touch(person);
        act.About("person", id, act.Actor.Agency);
        return true;
    }
}
