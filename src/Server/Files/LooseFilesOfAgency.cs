using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Files;

/// <summary>
/// Files that somebody has just uploaded and not used yet; attached ones follow the object they are attached to.
/// </summary>
internal sealed class LooseFilesOfAgency : IPassesWithAgency
{
    public async Task<IReadOnlyList<Guid>> HandOver(Act act, Handover handover, CancellationToken cancel)
    {
        var from = handover.From.Id;
        if (handover.IsWhole)
        {
            foreach (var file in await act.Db.Set<StoredFile>()
                .Where(x => x.AgencyId == from && x.OwnerKind == null).ToListAsync(cancel))
            {
                handover.Give(act, file);
            }
        }
        return [];
    }
}
