using Guanwei.Server.Actions;
using Guanwei.Server.Jobs;
using Guanwei.Server.Time;

namespace Guanwei.Server.PersonalData;

/// <summary>
/// Each night: erases what is past its retention, batch by batch, each batch an action with its line in the audit.
/// </summary>
public static class RetainPersonalData
{
    public const string JobKind = "personal-data.retain";

    public static readonly TimeSpan Period = TimeSpan.FromHours(24);

    private const int Batch = 200;

    public static async Task<JobEnd> Run(JobRun run, CancellationToken stop)
    {
        var actions = run.Services.GetRequiredService<Actions.Actions>();
        foreach (var rows in run.Services.GetRequiredService<PersonalRegister>().All)
        {
            while (await EraseBatch(actions, run.Actor, rows, stop) == Batch)
            {
                stop.ThrowIfCancellationRequested();
            }
        }
        return JobEnd.Ok;
    }

    public static async Task<int> EraseBatch(Actions.Actions actions, Actor actor, PersonalRows rows, CancellationToken stop)
    {
        var outcome = await actions.Do<int>(actor, OperationId.From(Guid.CreateVersion7()), JobKind, async act =>
        {
            var (rule, before) = Limit(act, rows);
            act.About("personal-data", rows.Row.Name, agency: null);
            act.Under([rule]);
            return await rows.EraseOlderThan(act.Db, before, Batch, stop);
        }, stop);
        return outcome.Required;
    }

    /// <summary>The rule in force and the instant before which nothing may be left.</summary>
    internal static (string Rule, DateTimeOffset Before) Limit(Act act, PersonalRows rows)
    {
        var answer = act.InForce.Rules.OfInstallation(rows.RetentionRule, act.Today, act.InForce.Profile);
        return (answer.Rule.Ref.ToString(), Clock.At(act.Today.AddMonths(-answer.Whole), TimeOnly.MinValue));
    }
}
