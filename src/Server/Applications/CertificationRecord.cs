using Guanwei.Rules.Certification;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Files;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Applications;

/// <summary>
/// What a certification came to, as recorded by hand with its evidence; a failed one may be followed by others.
/// </summary>
public sealed class CertificationRecord : IAssignable
{
    /// <summary>The operation that recorded it; who did stands in its step of the workflow.</summary>
    public required OperationId Id { get; init; }

    public required AgencyId AgencyId { get; init; }

    public required Guid ObjectId { get; init; }

    public required CertificationOutcome Outcome { get; init; }

    /// <summary>Why it failed; none when it did not.</summary>
    public string? FailureCode { get; init; }

    public string Words { get; init; } = "";

    /// <summary>The day WeChat's notice bears, in Beijing.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Last day of the certificate; none when it failed.</summary>
    public DateOnly? LastDay { get; init; }

    /// <summary>"id@version" of the rule that sets the certificate's length.</summary>
    public string? TermRule { get; init; }

    public FileId? EvidenceFileId { get; set; }

    public string? EvidenceFileName { get; set; }

    public required DateTimeOffset RecordedAt { get; init; }

    public static void Map(ModelBuilder model) => model.Entity<CertificationRecord>(record =>
    {
        record.ToTable("certification_records");
        record.HasKey(x => x.Id);
        record.BelongsToApplication();
        record.HasIndex(x => new { x.ObjectId, x.RecordedAt });
    });
}
