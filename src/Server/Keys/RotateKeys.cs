using System.Globalization;
using Guanwei.Server.Actions;
using Guanwei.Server.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Keys;

/// <summary>
/// New data keys: from now on they seal; what older ones have sealed stays readable, and a job seals it anew, bit by
/// bit.
/// </summary>
public static class RotateKeys
{
    public const string Verb = "key.rotate";

    /// <summary>The job that seals anew.</summary>
    public const string Job = "key.rewrap";

    /// <summary>
    /// Not blind indexes, whose values would all change, and not the audit's, whose chain has been written with it.
    /// </summary>
    public static readonly IReadOnlyList<KeyPurpose> Rotatable =
        [KeyPurpose.Field, KeyPurpose.File, KeyPurpose.Secret, KeyPurpose.Backup, KeyPurpose.DataProtection];

    public sealed record Request(MasterKey Master, IReadOnlyList<KeyPurpose> Purposes);

    /// <summary>The new version of each purpose.</summary>
    public static async Task<Outcome<Dictionary<string, int>>> Run(Act act, Request request, CancellationToken cancel)
    {
        // The master key may have been renewed meanwhile: keys wrapped by the one before would open for nobody.
        act.Touch(await act.Db.Set<Installation>().SingleAsync(cancel));
        if (StoredKeys.MasterIdOf(act.Db) is { } id && id != request.Master.Id)
        {
            throw new KeyException(KeyTrouble.OtherMasterKey, $"{id} ≠ {request.Master.Id}");
        }
        Dictionary<string, int> versions = [];
        foreach (var purpose in request.Purposes.Distinct())
        {
            var name = purpose.ToString();
            var last = await act.Db.Set<WrappedKey>().Where(key => key.Purpose == name).MaxAsync(key => key.Version, cancel);
            versions[name] = last + 1;
            StoredKeys.Add(act.Db, request.Master, DataKey.New(purpose, checked((ushort)(last + 1))), act.Now);
        }
        act.About("data-keys", string.Join(' ', versions.Select(pair => $"{pair.Key}@{pair.Value.ToString(CultureInfo.InvariantCulture)}")), agency: null);
        if (!await act.Db.Set<Jobs.Job>().AnyAsync(job => job.Kind == Job && job.State == Jobs.JobState.Due, cancel))
        {
            act.Enqueue(Job, new { }, job => job.Due = act.Now + StoredKeys.Settling);
        }
        return versions;
    }
}
