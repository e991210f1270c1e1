using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.RuleBooks;

/// <summary>
/// The local rules it entered are its successor's: what stands in the book goes on, and the successor may enter the next version.
/// </summary>
internal sealed class RulesOfAgency : IPassesWithAgency
{
    public async Task<IReadOnlyList<Guid>> HandOver(Act act, Handover handover, CancellationToken cancel)
    {
        var from = handover.From.Id;
        return handover.IsWhole
            ? await act.Db.Set<LocalRule>().Where(x => x.AgencyId == from).Select(x => x.ObjectId).ToListAsync(cancel)
            : [];
    }
}
