using Guanwei.Server.Actions;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Agencies;

/// <summary>
/// Who asked the unit that is no more to be taken in is answered by its successor, who also keeps what was answered.
/// </summary>
internal sealed class RequestsOfAgency : IPassesWithAgency
{
    public async Task<IReadOnlyList<Guid>> HandOver(Act act, Handover handover, CancellationToken cancel)
    {
        var from = handover.From.Id;
        return handover.IsWhole
            ? await act.Db.Set<AgencyRequest>().Where(x => x.AgencyId == from).Select(x => x.ObjectId).ToListAsync(cancel)
            : [];
    }
}
