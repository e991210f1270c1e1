using Guanwei.Server.Actions;
using Guanwei.Server.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Keys;

/// <summary>
/// Wraps every data key and the root signing key with another master key. What they have sealed stays as it is: they
/// are the same keys. The new file must lie on the disk before (<see cref="NextMasterKey"/>).
/// </summary>
public static class RenewMasterKey
{
    public const string Verb = "key.renew";

    public sealed record Request(MasterKey Present, MasterKey Next);

    /// <summary>How many keys were wrapped.</summary>
    public static async Task<Outcome<int>> Run(Act act, Request request, CancellationToken cancel)
    {
        // Data keys rotated meanwhile would be wrapped by the old key: both verbs raise this version, one of them must
        // yield.
        act.Touch(await act.Db.Set<Installation>().SingleAsync(cancel));
        var rows = await act.Db.Set<WrappedKey>().ToListAsync(cancel);
        foreach (var row in rows)
        {
            row.Wrapped = StoredKeys.Rewrapped(row, request.Present, request.Next);
        }
        act.About("master-key", $"{request.Present.Id} → {request.Next.Id}", agency: null);
        return rows.Count;
    }
}
