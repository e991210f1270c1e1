using System.Security.Cryptography;
using Guanwei.Server.Accounts;
using Guanwei.Server.Actions;
using Guanwei.Server.Applications;
using Guanwei.Server.Audit;
using Guanwei.Server.Deadlines;
using Guanwei.Server.Files;
using Guanwei.Server.Jobs;
using Guanwei.Server.Keys;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Workflows;
using Microsoft.EntityFrameworkCore;
using ApplicationId = Guanwei.Server.Applications.ApplicationId;

namespace Guanwei.Server.Tests.Faults;

/// <summary>What must be true of an installation whenever its process has gone, however it went.</summary>
internal static class Books
{
    private static readonly string[] moving =
        [OpeningWorkflow.Submit, OpeningWorkflow.Return, OpeningWorkflow.Approve, OpeningWorkflow.Certified];

    /// <summary>All that is wrong, in words.</summary>
    public static async Task<IReadOnlyList<string>> Check(Site site, IReadOnlyList<Deed> deeds)
    {
        using var databases = new Databases(site.Database);
        await using var db = databases.OpenForSystem("test");
        return
        [
            .. await Deeds(db, deeds), .. await Applications(db), .. await Jobs(db), .. await Files(db, site), .. await Deadlines(db),
            .. await Audit(db, site),
        ];
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
        wrong.AddRange(deeds.Where(deed => deed.Reply is { IsDone: true } && !known.Contains(deed.Operation))
            .Select(deed => $"{deed.Path} was answered and is lost"));
        var entered = deeds.Count(deed => deed.Path == "/agencies/new" && known.Contains(deed.Operation));
        var units = await db.Set<Server.Agencies.Agency>().CountAsync(x => x.Name != Site.Agency);
        if (entered != units)
        {
            wrong.Add($"{entered} units were entered, {units} are there");
        }
        var starts = deeds.Count(deed => deed.Path == "/applications/new" && known.Contains(deed.Operation));
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
        var moves = await db.Set<WorkflowStep>().AsNoTracking().Select(x => x.Id).ToListAsync();
        var moved = (await db.Set<Operation>().AsNoTracking().Where(x => moving.Contains(x.Verb)).Select(x => x.Id).ToListAsync()).ToHashSet();
        return
        [
            .. numbers.GroupBy(number => number).Where(group => group.Key == "" || group.Count() > 1)
                .Select(group => $"the number '{group.Key}' stands {group.Count()} times"),
            .. moves.Except(moved).Concat(moved.Except(moves)).Select(id => $"{id} is a move without an operation, or the other way round"),
        ];
    }

    /// <summary>
    /// What an action leaves to be done is there as soon as the action is, and what a job did, it did once.
    /// </summary>
    private static async Task<IReadOnlyList<string>> Jobs(PlatformDb db)
    {
        var jobs = await db.Set<Job>().AsNoTracking().ToListAsync();
        var left = jobs.Select(job => (job.Kind, job.ObjectId)).ToHashSet();
        var wrong = new List<string>();
        wrong.AddRange((await db.Set<Invitation>().AsNoTracking().Where(x => x.MailDigest != null).ToListAsync())
            .Where(x => !left.Contains((InvitePerson.MailJob, $"{x.Id}"))).Select(x => $"{x.Id} has no mail"));
        wrong.AddRange((await db.Set<EmailCode>().AsNoTracking().ToListAsync())
            .Where(x => !left.Contains((SendEmailCode.Job, $"{ApplicationId.From(x.ObjectId)}"))).Select(x => $"a code of {x.Role} has no mail"));
        var certified = await db.Set<OpeningApplication>().CountAsync(x => x.State == ApplicationState.Certified);
        var heard = jobs.Where(job => job.Kind == OpenAccount.JobKind).ToList();
        if (heard.Count != certified)
        {
            wrong.Add($"{certified} applications are certified, {heard.Count} jobs heard of it");
        }
        var accounts = await db.Set<Server.Accounts.Account>().CountAsync();
        var opened = heard.Count(job => job.State is JobState.Done);
        if (accounts != opened)
        {
            wrong.Add($"{opened} jobs opened an account, {accounts} are there");
        }
        wrong.AddRange(jobs.Where(job => job.State is JobState.Dead or JobState.InDoubt)
            .Select(job => $"{job.Kind} is {job.State}: {job.LastError}"));
        return wrong;
    }

    /// <summary>No row without its bytes, whole. Bytes without a row are younger than a day and the sweep's.</summary>
    private static async Task<IReadOnlyList<string>> Files(PlatformDb db, Site site)
    {
        var wrong = new List<string>();
        var ring = await StoredKeys.Ring(db, MasterOf(site), default);
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

    private static async Task<IReadOnlyList<string>> Audit(PlatformDb db, Site site)
    {
        var master = MasterOf(site);
        var checkpoints = Path.Combine(site.Data, CheckpointFile.Name);
        var evidence = new Evidence(
            await StoredKeys.Ring(db, master, default), (await StoredKeys.RootOf(db, master, default)).Public,
            File.Exists(checkpoints) ? CheckpointFile.Read(checkpoints) ?? [] : []);
        var verdict = await new Verification(db, evidence, DateTimeOffset.UtcNow).Run(null, default);
        return [.. verdict.Findings.Select(finding => $"audit: {finding}")];
    }

    private static MasterKey MasterOf(Site site) => MasterKeyFile.Load(MasterKeyFile.DefaultPath(site.Data), () => null);
}
