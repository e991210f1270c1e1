using System.Globalization;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Jobs;
using Guanwei.Server.People;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Notifications;

/// <summary>
/// A merge or split was planned, has come true, could not come true on its day or was called off: those who act at both units are told, the supervisors
/// above either, and each person whose office ended with the unit and did not go on at the successor.
/// </summary>
public static class TellOfSuccession
{
    public const string JobKind = "agency.succession.tell";

    private const string MergePlanned = "agency.merge-planned";
    private const string Merged = "agency.merged";
    private const string SplitPlanned = "agency.split-planned";
    private const string SplitOff = "agency.split-off";
    private const string Refused = "agency.succession-refused";
    private const string CalledOff = "agency.succession-called-off";
    private const string OfficeEnded = "agency.office-ended";

    private const string Supervisor = "supervisor";

    private sealed record Heard(string Happening, AgencySuccessor.News Payload);

    /// <param name="Kind">Of the page that the notice leads to: not every role may look at agencies.</param>
    private sealed record Listener(Recipient Who, string Kind, AgencyId About);

    public static async Task<Refusal?> Run(Act act, Job job, CancellationToken cancel)
    {
        var heard = job.Read<Heard>();
        var news = heard.Payload;
        var agencies = act.Db.Set<Agency>();
        var names = await agencies.Where(x => x.Id == news.From || x.Id == news.To).ToDictionaryAsync(x => x.Id, x => x.Name, cancel);
        (string, object)[] arguments =
        [
            ("agency", names[news.From]), ("other", names[news.To]),
            ("day", news.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ];
        var listeners = await AtBoth(act, news, cancel);
        listeners.AddRange(await Above(act, news, cancel));
        if (heard.Happening == AgencySuccessor.Refused)
        {
            // Whoever planned it may see neither unit any more; the officers see both.
            listeners.Add(new Listener(Recipient.In("system-officer"), "agency", news.From));
        }
        foreach (var to in listeners)
        {
            act.Tell(to.Who, (news.Kind, heard.Happening) switch
            {
                (_, AgencySuccessor.CalledOff) => CalledOff,
                (_, AgencySuccessor.Refused) => Refused,
                (SuccessionKind.Merge, AgencySuccessor.Planned) => MergePlanned,
                (SuccessionKind.Merge, _) => Merged,
                (_, AgencySuccessor.Planned) => SplitPlanned,
                _ => SplitOff,
            }, to.Kind, to.About, Urgency.Soon, arguments);
        }
        var merged = news.Kind is SuccessionKind.Merge && heard.Happening == AgencySuccessor.Settled;
        foreach (var person in merged ? await WithoutOffice(act, news, cancel) : [])
        {
            act.Tell(Recipient.Of(person), OfficeEnded, "person", person, Urgency.Soon, arguments);
        }
        return null;
    }

    private static async Task<List<Listener>> AtBoth(Act act, AgencySuccessor.News news, CancellationToken cancel)
    {
        var today = act.Today;
        var offices = await act.Db.Set<Appointment>()
            .Where(x => (x.AgencyId == news.From || x.AgencyId == news.To) && x.From <= today && (x.To == null || today <= x.To))
            .Select(x => new { x.Role, x.AgencyId }).Distinct().ToListAsync(cancel);
        return [.. offices.OrderBy(x => x.Role, StringComparer.Ordinal)
            .Select(x => new Listener(Recipient.In(x.Role, x.AgencyId), "person", x.AgencyId))];
    }

    /// <summary>
    /// The nearest supervisors above each of the two; where there are none, nothing waits for them either.
    /// </summary>
    private static async Task<List<Listener>> Above(Act act, AgencySuccessor.News news, CancellationToken cancel)
    {
        var (today, both) = (act.Today, new[] { news.From, news.To });
        var supervising = act.Db.Set<Appointment>()
            .Where(x => x.Role == Supervisor && x.From <= today && (x.To == null || today <= x.To));
        var links = await act.Db.Set<AgencyClosure>()
            .Where(x => both.Contains(x.DescendantId) && x.Depth > 0 && supervising.Any(y => y.AgencyId == x.AncestorId))
            .AsNoTracking().ToListAsync(cancel);
        return [.. links.GroupBy(x => x.DescendantId).Select(side => side.MinBy(x => x.Depth)!)
            .Where(x => !both.Contains(x.AncestorId)).DistinctBy(x => x.AncestorId)
            .Select(x => new Listener(Recipient.In(Supervisor, x.AncestorId), "agency", x.DescendantId))];
    }

    /// <summary>Whose appointment ended with it, and who does not hold the same role at the successor.</summary>
    private static async Task<List<PersonId>> WithoutOffice(Act act, AgencySuccessor.News news, CancellationToken cancel)
    {
        var (lines, appointments) = (act.Db.Set<HandedOver>(), act.Db.Set<Appointment>());
        var listed = await lines.Where(x => x.FromId == news.From && x.ToId == news.To && x.Day == news.Day && x.Kind == "people")
            .Select(x => x.ObjectId).ToListAsync(cancel);
        var ids = listed.ConvertAll(AppointmentId.From);
        return await appointments.Where(x => ids.Contains(x.Id)
            && !appointments.Any(y => y.AgencyId == news.To && y.PersonId == x.PersonId && y.Role == x.Role && y.EndedAt == null))
            .Select(x => x.PersonId).Distinct().ToListAsync(cancel);
    }
}
