using System.Collections.Immutable;
using Guanwei.Rules.Documents;
using static Guanwei.Rules.Certification.Steps;

namespace Guanwei.Rules.Certification;

/// <summary>The procedures of an account's life, each in two ways, as docs/rules/procedures.md has them.</summary>
public static class Procedures
{
    /// <summary>Every procedure in every way.</summary>
    public static ImmutableArray<Procedure> All { get; } =
    [
        .. from kind in Enum.GetValues<ProcedureKind>()
           from way in Enum.GetValues<CertificationWay>()
           select new Procedure(kind, way, [.. Lines(kind, way)]),
    ];

    /// <summary>One procedure in one way.</summary>
    public static Procedure Of(ProcedureKind kind, CertificationWay way) =>
        All.First(procedure => procedure.Kind == kind && procedure.Way == way);

    private static IEnumerable<ProcedureStep> Lines(ProcedureKind kind, CertificationWay way) => kind switch
    {
        ProcedureKind.Opening => Opening(way),
        ProcedureKind.Renaming => Renaming(way),
        ProcedureKind.AnnualReview => AnnualReview(way),
        ProcedureKind.ChangeOfAdministrator => ChangeOfAdministrator(way),
        ProcedureKind.Merging => Merging(way),
        ProcedureKind.ChangeOfSubject => ChangeOfSubject(way),
        _ => Closing(way),
    };

    private static IEnumerable<ProcedureStep> Opening(CertificationWay way)
    {
        var (first, term, certified) = Certified(way, "Filing");
        return
        [
            .. Reviewed("application", "pre-flight blocks nothing", first, term,
                DocumentKind.ApplicationForm, DocumentKind.CreditCodeCertificate),
            .. certified,
            Filed("Open"),
        ];
    }

    private static IEnumerable<ProcedureStep> Renaming(CertificationWay way)
    {
        var (first, term, certified) = Certified(way, "Filing");
        return
        [
            .. Reviewed("renaming", "the name passes the checker, the year's renames are not used up", first, term,
                DocumentKind.ApplicationForm),
            .. certified,
            Filed("Renamed"),
        ];
    }

    private static IEnumerable<ProcedureStep> AnnualReview(CertificationWay way)
    {
        var (first, term, certified) = Certified(way, "Renewed");
        return
        [
            Step("Due", "annual-review.start", "applicant, super-administrator", first, "the data are still true",
                term, DocumentKind.CreditCodeCertificate),
            Step("Due", "certificate.expire", "system", "Expired", "the certificate's last day is over"),
            Step("Expired", "annual-review.start", "applicant, super-administrator", first, "the data are still true",
                term, DocumentKind.CreditCodeCertificate),
            .. certified,
        ];
    }

    private static IEnumerable<ProcedureStep> ChangeOfAdministrator(CertificationWay way)
    {
        var confirmed = way == CertificationWay.Platform
            ? Step("HandingOver", "administrator.record", "applicant", "Changed", "the platform's notice is attached")
            : Step("HandingOver", "administrator.confirm", "super-administrator", "Changed",
                "the new one confirmed the work e-mail, A and B differ");
        return
        [
            .. Reviewed("administrator", "on the establishment, A and B differ", "HandingOver", Handover,
                DocumentKind.ApplicationForm),
            confirmed,
            Step("HandingOver", "administrator.withdraw", "applicant", "Withdrawn"),
        ];
    }

    private static IEnumerable<ProcedureStep> Merging(CertificationWay way) =>
    [
        .. Reviewed("merging", "the account that stays is named", "Announced", Notice, DocumentKind.ApplicationForm),
        Step("Announced", "merging.move", "applicant", "Moving", "the notice's time is over", Handover),
        Moved(way, "merging.record", "Filing"),
        Filed("Merged"),
    ];

    private static IEnumerable<ProcedureStep> ChangeOfSubject(CertificationWay way)
    {
        var (first, term, certified) = Certified(way, "Moving");
        return
        [
            .. Reviewed("subject", "both agencies agree, the new subject may apply", first, term,
                DocumentKind.ApplicationForm, DocumentKind.CreditCodeCertificate, DocumentKind.EstablishmentApproval),
            .. certified,
            Moved(way, "subject.record", "Filing"),
            Filed("SubjectChanged"),
        ];
    }

    private static IEnumerable<ProcedureStep> Closing(CertificationWay way) =>
    [
        .. Reviewed("closing", "nothing of citizens is left open", "Announced", Notice, DocumentKind.ApplicationForm),
        Step("Announced", "closing.archive", "applicant", "Archived", "the notice's time is over", Handover),
        Step("Archived", "closing.record",
            way == CertificationWay.Platform ? "applicant, system" : "third-party-reviewer", "Filing",
            "the account is gone from the platform, evidence is attached", Filing),
        Filed("Closed"),
    ];

    private static ProcedureStep Moved(CertificationWay way, string verb, string next) =>
        Step("Moving", verb, way == CertificationWay.Platform ? "applicant, system" : "third-party-reviewer", next,
            "followers and content have moved, evidence is attached", Filing);

    /// <summary>Everything ends with the number of the national reporting system.</summary>
    private static ProcedureStep Filed(string end) =>
        Step("Filing", "filing.record", "applicant, supervisor", end, "the filing number is entered");
}
