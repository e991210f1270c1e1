using Guanwei.Rules;
using Guanwei.Server.Actions;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Applications;

/// <summary>
/// What every step of the form does first: the application, still open, at the version the person saw.
/// </summary>
public static class Editing
{
    public const int Line = 100;
    public const int Paragraph = 1_000;

    public static async Task<(OpeningApplication? Application, Refusal? Refusal)> Open(
        Act act, ApplicationId id, int seenVersion, CancellationToken cancel)
    {
        var application = await Find(act, id, cancel);
        if (application is null)
        {
            return (null, Refusals.NotFound());
        }
        act.About(OpeningApplication.Kind, application.Id, application.AgencyId, application);
        if (!application.IsOpen)
        {
            return (null, Refusals.NotNow(OpeningApplication.Kind, application.State.ToString(), act.Verb));
        }
        if (await act.Change(application, seenVersion) is { } stale)
        {
            return (null, stale);
        }
        await Contributor.Note(act, application, cancel);
        return (application, null);
    }

    public static Task<OpeningApplication?> Find(Act act, ApplicationId id, CancellationToken cancel) =>
        act.Db.Set<OpeningApplication>().SingleOrDefaultAsync(x => x.Id == id, cancel);

    /// <summary>What was typed, without white space around it; nothing when it is empty.</summary>
    public static string? Trimmed(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    /// <summary>A draft may be incomplete; only what could not even be kept is refused at once.</summary>
    public static IEnumerable<Reason> TooLong(string step, string field, string? value, int max)
    {
        if (value?.Length > max)
        {
            yield return Refusals.Because(
                "APPLICATION_TEXT_TOO_LONG", new Place(step, field), Argument.Number("length", value.Length), Argument.Number("max", max));
        }
    }
}
