using System.Collections.Immutable;
using Guanwei.Rules.Documents;

namespace Guanwei.Rules.Certification;

/// <summary>The lines that several procedures share.</summary>
internal static class Steps
{
    public static readonly ProcedureTerm Handover = new("handover", "certification.handover.working-days");
    public static readonly ProcedureTerm Notice = new("notice", "closing.notice.working-days");
    public static readonly ProcedureTerm Filing = new("filing", "filing.working-days");

    private static readonly ProcedureTerm Review = new("review", "review.working-days.max");
    private static readonly ProcedureTerm Correction = new("correction", "review.correction.working-days");
    private static readonly ProcedureTerm Bank = new("certification", "certification.bank-check.working-days");
    private static readonly ProcedureTerm Face = new("face-check", "certification.face-check.working-days");
    private static readonly ProcedureTerm Name = new("name-review", "certification.name-review.working-days");
    private static readonly ProcedureTerm Retry = new("retry", "certification.retry.working-days");

    public static ProcedureStep Step(
        string state,
        string verb,
        string roles,
        string next,
        string guards = "",
        ProcedureTerm? starts = null,
        params ImmutableArray<DocumentKind> documents) =>
        new(state, verb, Words(roles), Words(guards), next, starts, documents);

    /// <summary>From the draft to the superior's decision.</summary>
    public static IEnumerable<ProcedureStep> Reviewed(
        string prefix,
        string guards,
        string approved,
        ProcedureTerm? starts,
        params ImmutableArray<DocumentKind> documents)
    {
        const string decides = "the agency above decides, never one's own";
        return
        [
            Step("Draft", $"{prefix}.submit", "applicant", "InReview", guards, Review, documents),
            Step("Draft", $"{prefix}.withdraw", "applicant", "Withdrawn"),
            Step("InReview", "review.return", "supervisor", "Returned", decides, Correction),
            Step("InReview", "review.approve", "supervisor", approved, decides, starts),
            Step("InReview", "review.reject", "supervisor", "Rejected", decides),
            Step("InReview", $"{prefix}.withdraw", "applicant", "Withdrawn"),
            Step("Returned", $"{prefix}.submit", "applicant", "InReview", guards, Review, documents),
            Step("Returned", $"{prefix}.withdraw", "applicant", "Withdrawn"),
        ];
    }

    /// <summary>From the approval to the certificate.</summary>
    public static (string First, ProcedureTerm Term, IEnumerable<ProcedureStep> Lines) Certified(
        CertificationWay way, string next) =>
        way == CertificationWay.Platform
            ? ("Certifying", Bank, OnThePlatform(next))
            : ("CheckingDocuments", Bank, InHouse(next));

    private static IEnumerable<ProcedureStep> OnThePlatform(string next)
    {
        const string recorders = "applicant, third-party-reviewer, system";
        const string charged = "whoever was charged with it, evidence is attached or pushed";
        return
        [
            Step("Certifying", "certification.record", recorders, next, charged),
            Step("Certifying", "certification.record-name-failure", recorders, "NameFailed", charged, Retry),
            Step("Certifying", "certification.record-failure", recorders, "CertificationFailed", charged, Retry),
            Step("NameFailed", "certification.resubmit-name", "applicant", "Certifying",
                "the name passes the checker", Name),
            Step("CertificationFailed", "certification.retry", "applicant", "Certifying",
                "the cause allows a retry", Bank),
            Step("CertificationFailed", "certification.give-up", "applicant", "Withdrawn"),
        ];
    }

    private static IEnumerable<ProcedureStep> InHouse(string next)
    {
        const string checker = "third-party-reviewer";
        const string apart = "whoever was charged with it, never one's own";
        return
        [
            Step("CheckingDocuments", "documents.confirm", checker, "AwaitingTransfer", apart, Bank),
            Step("CheckingDocuments", "certification.record-failure", checker, "CertificationFailed", apart, Retry),
            Step("AwaitingTransfer", "transfer.confirm", "applicant", "AwaitingFaceCheck",
                "the amount is the one sent", Face),
            Step("AwaitingTransfer", "certification.record-failure", "third-party-reviewer, system",
                "CertificationFailed", "", Retry),
            Step("AwaitingFaceCheck", "face-check.pass", "legal-representative", next, "the link is still valid"),
            Step("AwaitingFaceCheck", "face-check.expire", "system", "CertificationFailed", "", Retry),
            Step("CertificationFailed", "certification.retry", "applicant", "CheckingDocuments",
                "the cause allows a retry", Bank),
            Step("CertificationFailed", "certification.give-up", "applicant", "Withdrawn"),
        ];
    }

    private static ImmutableArray<string> Words(string text) =>
        [.. text.Split(", ", StringSplitOptions.RemoveEmptyEntries)];
}
