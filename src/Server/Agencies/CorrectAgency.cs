using Guanwei.Rules;
using Guanwei.Server.Actions;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Agencies;

/// <summary>
/// What is known of a unit is put right. A changed name is dated: it holds from a day on, and one of a day to come is
/// taken over on that day by a job.
/// </summary>
public static class CorrectAgency
{
    public const string Verb = "agency.correct";

    /// <param name="From">First day of the name; asked only when the name changes.</param>
    public sealed record Request(AgencyId Agency, int Version, AgencyEntry Entry, DateOnly? From);

    public static async Task<Outcome<AgencyId>> Run(Act act, Request request, CancellationToken cancel)
    {
        var (agency, refusal) = await Reform.Open(act, request.Agency, request.Version, cancel);
        if (agency is null)
        {
            return refusal!;
        }
        var entry = request.Entry.Tidied();
        var from = request.From ?? act.Today;
        var names = await act.Db.Set<AgencyName>().Where(x => x.AgencyId == agency.Id).ToListAsync(cancel);
        var (wrong, rules) = EntryCheck.Of(entry, CodeNeed.Later, act.InForce, act.Today);
        var reasons = wrong.ToList();
        reasons.AddRange(Reform.NotAllowed(act, agency));
        if (entry.Level != agency.Level)
        {
            reasons.AddRange(await NewAgency.TooHigh(act, entry.Level, agency.ParentId, cancel));
        }
        reasons.AddRange(await Against(act, agency, entry, cancel));
        var renamed = entry.Name != agency.Name;
        // A name of a day before the first one known would rewrite what was shown then.
        if (renamed && names.Min(name => name.From) is var first && from < first)
        {
            reasons.Add(AgencyReasons.Before(first));
        }
        if (reasons.Count > 0)
        {
            return new Refusal(reasons);
        }
        act.Under(rules);
        if (entry.CreditCode != agency.CreditCode)
        {
            await Recode(act, agency, entry.CreditCode, cancel);
        }
        agency.Level = entry.Level!.Value;
        agency.Kind = entry.Kind!.Value;
        agency.RegionCode = entry.RegionCode!;
        agency.Vertical = entry.Vertical;
        agency.MailDomain = entry.MailDomain;
        if (renamed)
        {
            Rename(act, agency, names, entry.Name!, from);
        }
        return agency.Id;
    }

    private static async Task<List<Reason>> Against(Act act, Agency agency, AgencyEntry entry, CancellationToken cancel)
    {
        var reasons = new List<Reason>();
        if (await NewAgency.IsNameTaken(act, entry.Name, agency.ParentId, cancel, except: agency.Id))
        {
            reasons.Add(AgencyReasons.NameTaken(entry.Name!));
        }
        if (await NewAgency.HolderOf(act, entry.CreditCode, cancel) is { AgencyId: { } holder } && holder != agency.Id)
        {
            reasons.Add(AgencyReasons.CodeTaken(entry.CreditCode!));
        }
        return reasons;
    }

    private static async Task Recode(Act act, Agency agency, string? code, CancellationToken cancel)
    {
        if (await NewAgency.HolderOf(act, agency.CreditCode, cancel) is { } old)
        {
            act.Db.Remove(old);
        }
        agency.CreditCode = code;
        await NewAgency.Hold(act, agency.Id, code, cancel);
    }

    private static void Rename(Act act, Agency agency, List<AgencyName> names, string name, DateOnly from)
    {
        if (names.SingleOrDefault(x => x.From == from) is { } sameDay)
        {
            sameDay.Name = name;
        }
        else
        {
            var row = new AgencyName { AgencyId = agency.Id, From = from, Name = name };
            act.Db.Add(row);
            names.Add(row);
        }
        if (from > act.Today)
        {
            Reform.OnDay(act, agency.Id, from);
        }
        agency.Name = names.Where(x => x.From <= act.Today).MaxBy(x => x.From)!.Name;
    }
}
