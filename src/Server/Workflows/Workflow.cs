using System.Globalization;
using System.Text;
using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Storage;

namespace Guanwei.Server.Workflows;

/// <summary>An object that moves through a workflow.</summary>
public abstract class WorkflowObject<TState> : Aggregate, IAssignable where TState : struct, Enum
{
    /// <summary>The root's own id, set together with it.</summary>
    public Guid ObjectId { get; protected init; }

    public required AgencyId AgencyId { get; init; }

    public TState State { get; internal set; }
}

/// <summary>A question asked before a move: the reasons that stand against it, none when it may be made.</summary>
public sealed record Guard<TObject>(string Name, Func<Act, TObject, ValueTask<IEnumerable<Reason>>> Ask);

/// <summary>A deadline that starts with a move; the rule gives its length.</summary>
/// <param name="Kind">What runs out.</param>
/// <param name="RuleKey">Key of the rule with the number of working days.</param>
/// <param name="ClockKey">Key of the rule that says whether a clock runs at all; none: it does.</param>
public sealed record Term(string Kind, string RuleKey, string? ClockKey = null);

/// <summary>What a move does to the deadline that runs on the object.</summary>
public enum Count
{
    Ends,
    Rests,
    RunsAgain,

    /// <summary>It goes on as it is: something is said or decided beside the way of the object.</summary>
    GoesOn,
}

/// <summary>One line of a workflow: in this state, this verb, by this role, if these guards agree, leads there.</summary>
/// <param name="Starts">The deadline that begins then.</param>
public sealed record Line<TState, TObject>(
    TState From, string Verb, IReadOnlyList<string> Roles, TState To, IReadOnlyList<Guard<TObject>> Guards, Term? Starts = null,
    Count Count = Count.Ends)
    where TState : struct, Enum;

/// <summary>A workflow as a table that can be printed; the documentation prints it and a test compares.</summary>
public sealed class Workflow<TState, TObject>(string kind, IReadOnlyList<Line<TState, TObject>> lines)
    where TState : struct, Enum
    where TObject : WorkflowObject<TState>
{
    public string Kind => kind;

    public IReadOnlyList<Line<TState, TObject>> Lines => lines;

    /// <summary>The moves that a role may make now; guards are asked when the move is made, or before by <see cref="Ask"/>.</summary>
    public IEnumerable<Line<TState, TObject>> MovesOf(TObject item, string? role) =>
        lines.Where(line => line.From.Equals(item.State) && (role is null || line.Roles.Contains(role)));

    /// <summary>All reasons against a move: wrong state, wrong role, and whatever the guards say. Button, API and job ask this.</summary>
    public async Task<IReadOnlyList<Reason>> Ask(Act act, TObject item, string verb)
    {
        var line = lines.FirstOrDefault(line => line.From.Equals(item.State) && line.Verb == verb);
        if (line is null)
        {
            return Refusals.NotNow(kind, item.State.ToString(), verb).Reasons;
        }
        if (act.Actor.Kind is ActorKind.Person && !line.Roles.Contains(act.Actor.Role!))
        {
            return Refusals.NoRight(verb).Reasons;
        }
        var reasons = new List<Reason>();
        foreach (var guard in line.Guards)
        {
            reasons.AddRange(await guard.Ask(act, item));
        }
        return reasons;
    }

    internal Line<TState, TObject> LineOf(TState from, string verb) =>
        lines.First(line => line.From.Equals(from) && line.Verb == verb);

    /// <summary>The table in Markdown: state, verb, role, guards, next, deadline.</summary>
    public string Print()
    {
        var text = new StringBuilder("| state | verb | role | guards | next | deadline |\n|---|---|---|---|---|---|\n");
        foreach (var line in lines)
        {
            var guards = line.Guards.Count == 0 ? "–" : string.Join(", ", line.Guards.Select(guard => guard.Name));
            var term = line switch
            {
                { Count: Count.Rests } => "rests",
                { Count: Count.RunsAgain } => "runs again",
                { Count: Count.GoesOn } => "goes on",
                { Starts: { } starts } => $"{starts.Kind} (`{starts.RuleKey}`)",
                _ => "–",
            };
            text.Append(CultureInfo.InvariantCulture,
                $"| {line.From} | `{line.Verb}` | {string.Join(", ", line.Roles)} | {guards} | {line.To} | {term} |\n");
        }
        return text.ToString();
    }
}
