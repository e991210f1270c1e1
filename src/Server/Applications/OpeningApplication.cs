using Guanwei.Rules;
using Guanwei.Rules.Eligibility;
using Guanwei.Server.Agencies;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Applications;

public enum ApplicationState
{
    Draft,
    InReview,
    Returned,
    Certifying,
    CertificationFailed,
    Certified,
    Rejected,
    Withdrawn,
}

/// <summary>
/// An agency's application to open an account (开设申请). Its four steps are saved one by one and may be incomplete; only the
/// submission asks for everything. How it moves stands in <see cref="OpeningWorkflow"/>.
/// </summary>
public sealed class OpeningApplication : WorkflowObject<ApplicationState>
{
    public const string Kind = "application";

    /// <summary>What a notice calls it: "示例县民政局 SQ-2026-000123".</summary>
    public static Task<string?> NameOf(PlatformDb db, Guid id, CancellationToken cancel) => db.Set<OpeningApplication>()
        .Where(x => x.ObjectId == id).Select(x => x.AgencyName + " " + x.Number).SingleOrDefaultAsync(cancel);

    public required ApplicationId Id
    {
        get;
        init
        {
            field = value;
            ObjectId = value.Value;
        }
    }

    /// <summary>What people read aloud: SQ-2026-000123.</summary>
    public required string Number { get; init; }

    /// <summary>As it was when the application was started: third-party reviewers see no agencies.</summary>
    public required string AgencyName { get; set; }

    public required DateTimeOffset StartedAt { get; init; }

    // The first questions (首问), asked before there is a form.
    public Reply InternalUnit { get; set; }

    public Reply ShortLived { get; set; }

    /// <summary>Of the short-lived matter.</summary>
    public DateOnly? EndsOn { get; set; }

    // Step 1: the agency.
    public string? CreditCode { get; set; }

    /// <summary>The body of which the agency is a branch, and must prove to be one.</summary>
    public string? BranchOf { get; set; }

    /// <summary>文号 and date of the letter by which agencies of Hong Kong and Macao apply.</summary>
    public string? LetterNumber { get; set; }

    public DateOnly? LetterDate { get; set; }

    public DateTimeOffset? AgencySavedAt { get; set; }

    // Step 2: what the account is for (职能定位).
    public AccountType? AccountType { get; set; }

    public string? Audience { get; set; }

    public string? Columns { get; set; }

    public string? Frequency { get; set; }

    public string? AnsweredBy { get; set; }

    public DateTimeOffset? PurposeSavedAt { get; set; }

    // Step 3: the name.
    public string? Name { get; set; }

    public DateTimeOffset? NameSavedAt { get; set; }

    // Step 4: people and documents stand in their own rows.
    public DateTimeOffset? StaffSavedAt { get; set; }

    public DateTimeOffset? SubmittedAt { get; set; }

    /// <summary>Who decides: the agency above, as it was at the submission. The applicant's scope does not reach it.</summary>
    public AgencyId? ReviewingAgency { get; set; }

    /// <summary>The third-party reviewer who records the certification; none when the agency records it itself.</summary>
    public AppointmentId? ThirdParty { get; set; }

    public string? ThirdPartyName { get; set; }

    public FirstReplies First => new(InternalUnit, ShortLived, EndsOn);

    /// <summary>The form can be changed: nobody is deciding about it.</summary>
    public bool IsOpen => State is ApplicationState.Draft or ApplicationState.Returned;

    public static void Map(ModelBuilder model)
    {
        model.Entity<OpeningApplication>(application =>
        {
            application.ToTable("applications");
            application.HasKey(x => x.Id);
            application.HasAlternateKey(x => x.ObjectId);
            application.HasIndex(x => new { x.AgencyId, x.Number }).IsUnique();
            application.HasIndex(x => new { x.ReviewingAgency, x.State });
            application.HasIndex(x => x.StartedAt);
            application.Ignore(x => x.IsOpen);
            application.Ignore(x => x.First);
        });
        StaffEntry.Map(model);
        ApplicationDocument.Map(model);
        Contributor.Map(model);
        EmailCode.Map(model);
        CertificationRecord.Map(model);
        NameReservation.Map(model);
        ReservedNameKey.Map(model);
    }
}
