using Guanwei.Rules;
using Guanwei.Server.Actions;

namespace Guanwei.Server.Files;

/// <summary>Takes a file in for a purpose. It is loose until a verb of the slice that needs it attaches it.</summary>
public static class UploadFile
{
    public const string Verb = "file.upload";

    public sealed record Request(Arrival Arrival, FilePurpose Purpose);

    public sealed record Taken(FileId Id, string Name, long Size, string Kind, string Sha256);

    public static async Task<Outcome<Taken>> Run(Act act, Request request, CancellationToken cancel)
    {
        var (arrival, purpose) = request;
        act.About("file", arrival.Id, act.Actor.Agency);
        var reasons = await Reasons(act, arrival, purpose, cancel);
        if (reasons.Any(reason => reason.Severity is Severity.Block))
        {
            return Refusal.Of(reasons);
        }
        if (act.Actor.Agency is not { } agency)
        {
            return Refusals.NoRight(Verb);
        }
        var file = arrival.Store(act, purpose, agency);
        act.About("file", file.Id, agency, file);
        return new Taken(file.Id, file.Name, file.Size, file.Kind.ToString(), file.Sha256Hex);
    }

    /// <summary>
    /// All that speaks against the file, for verbs of other slices that take one as a part of what they do.
    /// </summary>
    public static async Task<IReadOnlyList<Reason>> Reasons(
        Act act, Arrival arrival, FilePurpose purpose, CancellationToken cancel)
    {
        var ofInspection = arrival.Reasons.ToList();
        if (!arrival.Blocked && !purpose.Accepts.Contains(arrival.Kind))
        {
            ofInspection.Add(InspectionReasons.NotAccepted(arrival.Name, arrival.Kind, purpose.Accepts));
        }
        var ofRules = purpose.Rules is null ? [] : await purpose.Rules(act, arrival, cancel);
        act.Under(ofRules.Where(reason => reason.Rule is not null).Select(reason => reason.Rule!.Value.ToString()));
        return InspectionReasons.Merged(ofRules, ofInspection);
    }
}
