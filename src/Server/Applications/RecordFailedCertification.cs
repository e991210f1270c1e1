using Guanwei.Rules;
using Guanwei.Rules.Certification;
using Guanwei.Server.Actions;
using Guanwei.Server.Files;

namespace Guanwei.Server.Applications;

/// <summary>WeChat has not certified the account: the cause is one of the rule's list, each with its remedy.</summary>
public static class RecordFailedCertification
{
    public sealed record Request(
        ApplicationId Id, int Version, DateOnly? Day, string? Code, string? Words, FileId? Evidence);

    public static async Task<Outcome<string>> Run(Act act, Request request, CancellationToken cancel)
    {
        var said = Deciding.Words(request.Words, request.Code ?? "");
        var causes = act.InForce.Rules.OfInstallation("certification.failures", act.Today, act.InForce.Profile);
        var (application, refusal) = await Deciding.Move(
            act, request.Id, request.Version, said, found => Task.FromResult<IEnumerable<Reason>>([
                .. RecordCertification.DayIsPossible(act, found, request.Day),
                .. CauseIsGiven(causes, request.Code, said.Words),
                .. Deciding.TooLong("certification", said)]), cancel);
        if (application is null)
        {
            return refusal!;
        }
        var evidence = await RecordCertification.EvidenceOf(act, application, request.Evidence, cancel);
        act.Under([causes.Rule.Ref.ToString()]);
        act.Db.Add(new CertificationRecord
        {
            Id = act.Operation,
            AgencyId = application.AgencyId,
            ObjectId = application.ObjectId,
            Outcome = CertificationOutcome.Failed,
            FailureCode = request.Code,
            Words = said.Words,
            Day = request.Day!.Value,
            EvidenceFileId = evidence?.Id,
            EvidenceFileName = evidence?.Name,
            RecordedAt = act.Now,
        });
        act.TellApplicants(application, "application.certification-failed");
        return application.Number;
    }

    private static IEnumerable<Reason> CauseIsGiven(Answer causes, string? code, string words)
    {
        if (!causes.Table.Any(cause => cause["code"] == code))
        {
            yield return Refusals.Because("CAUSE_MISSING", new Place("certification", "code"));
        }
        // The sentence of this code is made of the words.
        if (code == ReasonCode.CertificationOther && words.Length == 0)
        {
            yield return Refusals.Because("CAUSE_WORDS_MISSING", new Place("certification", "words"));
        }
    }
}
