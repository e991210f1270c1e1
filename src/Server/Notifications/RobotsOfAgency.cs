using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Notifications;

/// <summary>
/// Robots do not pass on: who sits in the old unit's group is not who works for the successor, and its notices would be
/// read there.
/// </summary>
internal sealed class RobotsOfAgency : IPassesWithAgency
{
    public async Task<IReadOnlyList<Guid>> HandOver(Act act, Handover handover, CancellationToken cancel)
    {
        var from = handover.From.Id;
        if (handover.IsWhole)
        {
            act.Db.RemoveRange(await act.Db.Set<AgencyRobot>().Where(x => x.AgencyId == from).ToListAsync(cancel));
        }
        return [];
    }
}
