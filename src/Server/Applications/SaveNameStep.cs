using Guanwei.Server.Actions;

namespace Guanwei.Server.Applications;

/// <summary>Step 3: the name asked for. It is checked at once and reserved at the submission.</summary>
public static class SaveNameStep
{
    public const string Verb = "application.save-name";

    public sealed record Request(ApplicationId Id, int Version, string? Name);

    public static async Task<Outcome<int>> Run(Act act, Request request, CancellationToken cancel)
    {
        var (application, refusal) = await Editing.Open(act, request.Id, request.Version, cancel);
        if (application is null)
        {
            return refusal!;
        }
        var name = Editing.Trimmed(request.Name);
        var reasons = Refusal.Of(Editing.TooLong("name", "", name, Editing.Line));
        if (reasons.Reasons.Count > 0)
        {
            return reasons;
        }
        (application.Name, application.NameSavedAt) = (name, act.Now);
        return application.Version;
    }
}
