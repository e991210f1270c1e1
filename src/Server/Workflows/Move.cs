using Guanwei.Server.Actions;
using Guanwei.Server.Deadlines;

namespace Guanwei.Server.Workflows;

/// <summary>What a person says with a move: codes of what is wrong, and words.</summary>
public sealed record Said(IReadOnlyList<string> Codes, string Words)
{
    public static readonly Said Nothing = new([], "");
}

public static class Move
{
    /// <summary>
    /// The one runner: asks, moves, writes the step, ends the running deadlines of the object, starts the line's own, and tells
    /// that it happened ("application.approved"). A line by which a deadline rests or runs again does only that and leads nowhere.
    /// Refuses with all reasons at once.
    /// </summary>
    public static async Task<Refusal?> Make<TState, TObject>(
        this Workflow<TState, TObject> workflow, Act act, TObject item, int seenVersion, Said said, CancellationToken cancel)
        where TState : struct, Enum
        where TObject : WorkflowObject<TState>
    {
        act.About(workflow.Kind, item.ObjectId, item.AgencyId, item);
        if (await act.Change(item, seenVersion) is { } stale)
        {
            return stale;
        }
        var reasons = await workflow.Ask(act, item, act.Verb);
        if (reasons.Count > 0)
        {
            return new Refusal(reasons);
        }
        var line = workflow.LineOf(item.State, act.Verb);
        act.Db.Add(new WorkflowStep
        {
            Id = act.Operation,
            AgencyId = item.AgencyId,
            ObjectKind = workflow.Kind,
            ObjectId = item.ObjectId,
            At = act.Now,
            Verb = act.Verb,
            From = line.From.ToString(),
            To = line.To.ToString(),
            Person = act.Actor.Person,
            ActorName = act.Actor.Name,
            Role = act.Actor.Role,
            Codes = string.Join(' ', said.Codes),
            Words = said.Words,
        });
        if (line.Count is Count.Rests)
        {
            await Terms.Pause(act, workflow.Kind, item.ObjectId, said.Codes[0], said.Words, cancel);
            return null;
        }
        if (line.Count is Count.RunsAgain)
        {
            await Terms.Resume(act, workflow.Kind, item.ObjectId, cancel);
            return null;
        }
        if (line.Count is Count.GoesOn)
        {
            return null;
        }
        item.State = line.To;
        await Terms.EndRunning(act, workflow.Kind, item.ObjectId, cancel);
        if (line.Starts is { } term)
        {
            await Terms.Start(act, workflow.Kind, item.ObjectId, item.AgencyId, term, cancel);
        }
        act.Happen($"{workflow.Kind}.{line.To.ToString().ToLowerInvariant()}", item.ObjectId);
        return null;
    }
}
