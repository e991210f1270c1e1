using Guanwei.Rules;
using Guanwei.Rules.Certification;
using Guanwei.Server.Actions;
using Guanwei.Server.Files;

namespace Guanwei.Server.Applications;

/// <summary>
/// WeChat has certified the account: recorded by hand from its notice, with the evidence. The certificate's length is a
/// rule, and the happening "application.certified" opens the account.
/// </summary>
public static class RecordCertification
{
    /// <param name="Day">The day WeChat's notice bears, in Beijing.</param>
    public sealed record Request(ApplicationId Id, int Version, DateOnly? Day, FileId? Evidence, string? Words);

    public static async Task<Outcome<DateOnly>> Run(Act act, Request request, CancellationToken cancel)
    {
        var said = Deciding.Words(request.Words);
        StoredFile? evidence = null;
        var (application, refusal) = await Deciding.Move(act, request.Id, request.Version, said, async found =>
        {
            evidence = await EvidenceOf(act, found, request.Evidence, cancel);
            return [
                .. DayIsPossible(act, found, request.Day), .. EvidenceIsGiven(evidence),
                .. Deciding.TooLong("certification", said)];
        }, cancel);
        if (application is null)
        {
            return refusal!;
        }
        var day = request.Day!.Value;
        var years = act.InForce.Rules.OfInstallation("certification.valid.years", act.Today, act.InForce.Profile);
        var term = CertificateTerm.Of(day, years.Whole);
        act.Under([years.Rule.Ref.ToString()]);
        act.Db.Add(new CertificationRecord
        {
            Id = act.Operation,
            AgencyId = application.AgencyId,
            ObjectId = application.ObjectId,
            Outcome = CertificationOutcome.Certified,
            Words = said.Words,
            Day = day,
            LastDay = term.LastDay,
            TermRule = years.Rule.Ref.ToString(),
            EvidenceFileId = evidence!.Id,
            EvidenceFileName = evidence.Name,
            RecordedAt = act.Now,
        });
        act.TellApplicants(application, "application.certified");
        act.TellReviewers(application, "application.certified");
        return term.LastDay;
    }

    internal static async Task<StoredFile?> EvidenceOf(
        Act act, OpeningApplication application, FileId? id, CancellationToken cancel) =>
        id is { } given ? await ApplicationFiles.Find(act, application, given, cancel) : null;

    private static IEnumerable<Reason> EvidenceIsGiven(StoredFile? evidence) =>
        evidence is null ? [Refusals.Because("EVIDENCE_MISSING", new Place("certification", "evidence"))] : [];

    /// <summary>Not before the application was submitted, and not in the future.</summary>
    internal static IEnumerable<Reason> DayIsPossible(Act act, OpeningApplication application, DateOnly? day)
    {
        var place = new Place("certification", "day");
        if (day is not { } given)
        {
            yield return Refusals.Because("DAY_MISSING", place);
        }
        else if (given > act.Today)
        {
            yield return Refusals.Because("DAY_IN_FUTURE", place, Argument.Day("day", given));
        }
        else if (application.SubmittedAt is { } submitted && given < Time.Clock.DayOf(submitted))
        {
            yield return Refusals.Because(
                "DAY_BEFORE_SUBMISSION", place, Argument.Day("day", given), Argument.Day("submitted", Time.Clock.DayOf(submitted)));
        }
    }
}
