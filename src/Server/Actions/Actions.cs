using System.Text.Json;
using Guanwei.Server.Audit;
using Guanwei.Server.Jobs;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;

namespace Guanwei.Server.Actions;

/// <summary>
/// Runs one verb as one transaction: right → gate → scope → the verb → audit and operation → commit → wake the runner.
/// Pages, API, command line, jobs and grains all come through here.
/// </summary>
public sealed class Actions(Databases databases, Clock clock, RoleTable roles, InForceSource inForce, JobSignal jobs)
{
    private static readonly AsyncLocal<bool> running = new();

    /// <summary>True inside an action's transaction: the doors to the outside refuse to be opened then.</summary>
    public static bool InTransaction => running.Value;

    /// <summary>
    /// Every door to the outside asks this first: a call would hold the writer gate while another side thinks.
    /// </summary>
    public static void MustBeOutsideTransaction(string what)
    {
        if (InTransaction)
        {
            throw new InvalidOperationException($"{what} was called inside an action's transaction; leave a job instead.");
        }
    }

    public Task<Outcome<TAnswer>> Do<TAnswer>(
        Actor actor, OperationId operation, string verb, Func<Act, Task<Outcome<TAnswer>>> run, CancellationToken cancel) =>
        DoAt(clock.Now, actor, operation, verb, run, cancel);

    /// <param name="at">Business time of the action: demo data are made at shifted times.</param>
    public async Task<Outcome<TAnswer>> DoAt<TAnswer>(
        DateTimeOffset at, Actor actor, OperationId operation, string verb, Func<Act, Task<Outcome<TAnswer>>> run,
        CancellationToken cancel)
    {
        if (actor.Kind is ActorKind.Person && !roles.Allows(actor.Role, verb))
        {
            return await Refused<TAnswer>(new Act(null!, actor, verb, operation, at, inForce.Current), Refusals.NoRight(verb), cancel);
        }
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Once(actor, operation, verb, run, at, cancel);
            }
            catch (Exception error) when (Conflicts.IsConflict(error))
            {
                // Somebody was first. Once more on fresh data; then the person is told instead of being made to wait.
                if (attempt == 2)
                {
                    return await Refused<TAnswer>(
                        new Act(null!, actor, verb, operation, at, inForce.Current), Refusals.Conflict(), cancel);
                }
            }
            catch (Exception error) when (Conflicts.IsAway(error))
            {
                throw new StorageBusyException("The database did not answer.", error);
            }
        }
    }

    private async Task<Outcome<TAnswer>> Once<TAnswer>(
        Actor actor, OperationId operation, string verb, Func<Act, Task<Outcome<TAnswer>>> run,
        DateTimeOffset at, CancellationToken cancel)
    {
        Act act;
        Outcome<TAnswer> outcome;
        using (await databases.Gate.Enter(cancel))
        {
            await using var db = databases.OpenFor(actor);
            db.HoldsGate = true;
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            var before = await db.Set<Operation>().FindAsync([actor.Key, operation], cancel);
            if (before is not null)
            {
                return before.Verb == verb
                    ? JsonSerializer.Deserialize<TAnswer>(before.Answer, AnswerJson.Options)!
                    : Refusals.OperationReused();
            }
            act = new Act(db, actor, verb, operation, at, inForce.Current);
            running.Value = true;
            try
            {
                outcome = await run(act);
            }
            finally
            {
                running.Value = false;
            }
            if (outcome is Outcome<TAnswer>.Done done)
            {
                db.Add(AuditEntry.Of(act, "done", []));
                db.Add(new Operation
                {
                    Actor = actor.Key,
                    Id = operation,
                    Verb = verb,
                    Answer = JsonSerializer.Serialize(done.Answer, AnswerJson.Options),
                    DoneAt = clock.Machine,
                });
                await db.SaveChangesAsync(cancel);
                await transaction.CommitAsync(cancel);
            }
        }
        if (outcome is Outcome<TAnswer>.Refused refused)
        {
            return await Refused<TAnswer>(act, new Refusal(refused.Reasons), cancel);
        }
        if (act.HasJobs)
        {
            jobs.Wake();
        }
        return outcome;
    }

    /// <summary>A refusal leaves nothing behind but its entry in the audit.</summary>
    private async Task<Outcome<TAnswer>> Refused<TAnswer>(Act act, Refusal refusal, CancellationToken cancel)
    {
        using (await databases.Gate.Enter(cancel))
        {
            await using var db = databases.OpenForSystem("audit of a refusal");
            db.HoldsGate = true;
            db.Add(AuditEntry.Of(act, "refused", refusal.Reasons.Select(reason => reason.Code)));
            await db.SaveChangesAsync(cancel);
        }
        return refusal;
    }
}
