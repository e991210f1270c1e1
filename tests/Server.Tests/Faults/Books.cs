using System.Security.Cryptography;
using Guanwei.Server.Actions;
using Guanwei.Server.Applications;
using Guanwei.Server.Audit;
using Guanwei.Server.Deadlines;
using Guanwei.Server.Files;
using Guanwei.Server.Keys;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Tests.Faults;

/// <summary>What must be true of an installation whenever its process has gone, however it went.</summary>
internal static class Books
{
    /// <summary>All that is wrong, in words.</summary>
    public static async Task<IReadOnlyList<string>> Check(Site site, IReadOnlyList<Deed> deeds)
    {
        using var databases = new Databases(site.Database);
        await using var db = databases.OpenForSystem("test");
        return [.. await Deeds(db, deeds), .. await Applications(db), .. await Files(db, site), .. await Deadlines(db)];
    }

    /// <summary>What was answered is there, once; and what is there has one line in the audit.</summary>
    private static async Task<IReadOnlyList<string>> Deeds(PlatformDb db, IReadOnlyList<Deed> deeds)
    {
        var wrong = new List<string>();
        var kept = await db.Set<Operation>().AsNoTracking().Select(x => x.Id).ToListAsync();
        var audited = (await db.Set<AuditEntry>().AsNoTracking().Where(x => x.Outcome == "done").Select(x => x.Operation).ToListAsync())
            .GroupBy(id => id).ToDictionary(group => group.Key, group => group.Count());
        wrong.AddRange(kept.Where(id => audited.GetValueOrDefault(id) != 1)
            .Select(id => $"{id} was done and has {audited.GetValueOrDefault(id)} lines in the audit"));
        var known = kept.ToHashSet();
        wrong.AddRange(deeds.Where(deed => deed.Status is System.Net.HttpStatusCode.SeeOther && !known.Contains(deed.Operation))
            .Select(deed => $"{deed.Path} was answered and is lost"));
        var entered = deeds.Count(deed => deed.Path == "/agencies/new" && known.Contains(deed.Operation));
        var units = await db.Set<Server.Agencies.Agency>().CountAsync(x => x.Name != Site.Agency);
        if (entered != units)
        {
            wrong.Add($"{entered} units were entered, {units} are there");
        }
        var starts = deeds.Count(deed => deed.Path == "/applications" && known.Contains(deed.Operation));
        var there = await db.Set<OpeningApplication>().CountAsync();
        if (starts != there)
        {
            wrong.Add($"{starts} applications were started, {there} are there");
        }
        return wrong;
    }

    private static async Task<IReadOnlyList<string>> Applications(PlatformDb db)
    {
        var numbers = await db.Set<OpeningApplication>().AsNoTracking().Select(x => x.Number).ToListAsync();
        return [.. numbers.GroupBy(number => number).Where(group => group.Key == "" || group.Count() > 1)
            .Select(group => $"the number '{group.Key}' stands {group.Count()} times")];
    }

    /// <summary>No row without its bytes, whole. Bytes without a row are younger than a day and the sweep's.</summary>
    private static async Task<IReadOnlyList<string>> Files(PlatformDb db, Site site)
    {
        var wrong = new List<string>();
        var master = MasterKeyFile.Load(MasterKeyFile.DefaultPath(site.Data), () => null);
        var ring = await StoredKeys.Ring(db, master, default);
        var vault = new FileVault(Path.Combine(site.Data, "files"), reserve: 0);
        var rows = await db.Set<StoredFile>().AsNoTracking().ToListAsync();
        foreach (var row in rows)
        {
            try
            {
                await using var bytes = vault.Open(row.Id.Value, ring);
                if (!(await SHA256.HashDataAsync(bytes)).AsSpan().SequenceEqual(row.Sha256))
                {
                    wrong.Add($"{row.Id}: other bytes than were taken in");
                }
            }
            catch (Exception lost) when (lost is IOException or CryptographicException)
            {
                wrong.Add($"{row.Id}: {lost.Message}");
            }
        }
        return wrong;
    }

    private static async Task<IReadOnlyList<string>> Deadlines(PlatformDb db)
    {
        var objects = (await db.Set<OpeningApplication>().Select(x => x.ObjectId).ToListAsync())
            .Concat((await db.Set<Server.Accounts.Account>().Select(x => x.Id).ToListAsync()).Select(id => id.Value)).ToHashSet();
        var deadlines = await db.Set<Deadline>().AsNoTracking().ToListAsync();
        return [.. deadlines.Where(deadline => !objects.Contains(deadline.ObjectId)).Select(deadline => $"{deadline.Id} is about nothing")];
    }
}
