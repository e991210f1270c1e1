using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Workflows;

namespace Guanwei.Server.Applications;

/// <summary>
/// What every verb does that moves an application: finds it, says everything that stands against what was said, and
/// makes the move.
/// </summary>
internal static class Deciding
{
    public static Task<(OpeningApplication? Application, Refusal? Refusal)> Move(
        Act act, ApplicationId id, int seenVersion, Said said, IEnumerable<Reason> against, CancellationToken cancel) =>
        Move(act, id, seenVersion, said, _ => Task.FromResult(against), cancel);

    /// <param name="against">Asked with the application, where what was said must fit it.</param>
    public static async Task<(OpeningApplication? Application, Refusal? Refusal)> Move(
        Act act, ApplicationId id, int seenVersion, Said said,
        Func<OpeningApplication, Task<IEnumerable<Reason>>> against, CancellationToken cancel)
    {
        var application = await Editing.Find(act, id, cancel);
        if (application is null)
        {
            return (null, Refusals.NotFound());
        }
        var reasons = Refusal.Of(await against(application));
        if (reasons.Reasons.Count > 0)
        {
            return (null, reasons);
        }
        return await OpeningWorkflow.Table.Make(act, application, seenVersion, said, cancel) is { } refusal
            ? (null, refusal)
            : (application, null);
    }

    /// <summary>What may be said in a free field of a decision: a paragraph.</summary>
    public static IEnumerable<Reason> TooLong(string step, Said said) =>
        Editing.TooLong(step, "words", said.Words, Editing.Paragraph);

    public static Said Words(string? typed, params IReadOnlyList<string> codes) =>
        new(codes, Editing.Trimmed(typed) ?? "");
}
