using Guanwei.Server.Actions;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Files;

/// <summary>
/// Who may read a file: whoever sees the object it belongs to and has the right to that object's pages. A loose file is
/// its sender's alone. To everybody else it is not there.
/// </summary>
public sealed class Reading(Databases databases, FileVault vault, FileOwners owners, RoleTable roles, InForceSource inForce)
{
    public async Task<StoredFile?> Find(Actor actor, FileId id, CancellationToken stop)
    {
        await using var db = databases.OpenFor(actor);
        var file = await db.Set<StoredFile>().AsNoTracking().SingleOrDefaultAsync(x => x.Id == id, stop);
        return file switch
        {
            null => null,
            { OwnerKind: null } => file.MadeBy is not null && file.MadeBy == actor.Person ? file : null,
            { OwnerKind: var kind } => owners.Of(kind) is { } owner && roles.Allows(actor.Role, owner.Right)
                && await owner.Visible(db, file.ObjectId, stop) ? file : null,
        };
    }

    /// <summary>The content, at any position; throws when a byte of it was changed.</summary>
    public Stream Open(StoredFile file) => vault.Open(file.Id.Value, inForce.Current.Keys);
}
