using Guanwei.Server.Actions;
using Guanwei.Server.Jobs;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Files;

/// <summary>
/// Each night: lets go of files whose object nobody has needed for as long as the rule of their retention says. The
/// sweep removes them a day later, so that a backup under way still finds them.
/// </summary>
public static class RetainFiles
{
    public const string JobKind = "file.retain";

    public static readonly TimeSpan Period = TimeSpan.FromHours(24);

    private const int Batch = 100;

    public static async Task<JobEnd> Run(JobRun run, CancellationToken stop)
    {
        var actions = run.Services.GetRequiredService<Actions.Actions>();
        var rules = run.Services.GetRequiredService<FilePurposes>().All.Select(purpose => purpose.Retention).Distinct().ToList();
        foreach (var owner in run.Services.GetRequiredService<FileOwners>().All)
        {
            foreach (var rule in rules)
            {
                while (await LetGo(actions, run.Actor, owner, rule, stop) == Batch)
                {
                    stop.ThrowIfCancellationRequested();
                }
            }
        }
        return JobEnd.Ok;
    }

    /// <summary>The number of files let go, at most a batch.</summary>
    public static async Task<int> LetGo(Actions.Actions actions, Actor actor, FileOwner owner, string rule, CancellationToken stop) =>
        (await actions.Do<int>(actor, OperationId.From(Guid.CreateVersion7()), JobKind, async act =>
        {
            var kept = act.InForce.Rules.OfInstallation(rule, act.Today, act.InForce.Profile);
            var before = Clock.At(act.Today.AddMonths(-kept.Whole), TimeOnly.MinValue);
            var unneeded = owner.Unneeded(act.Db, before);
            var files = await act.Db.Set<StoredFile>()
                .Where(x => x.OwnerKind == owner.Kind && x.Retention == rule && x.MadeAt < before && unneeded.Contains(x.ObjectId))
                .InKeyOrder(act.Db).Take(Batch).ToListAsync(stop);
            act.About("file", string.Join(' ', files.Select(file => file.Id)), agency: null);
            act.Under([kept.Rule.Ref.ToString()]);
            await owner.Forget(act, [.. files.Select(file => file.Id)], stop);
            files.ForEach(file => file.Detach(act.Now));
            return files.Count;
        }, stop)).Required;
}
