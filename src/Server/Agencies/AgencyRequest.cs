using Guanwei.Rules;
using Guanwei.Server.Storage;
using Guanwei.Server.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Agencies;

public enum AgencyRequestState
{
    Waiting,
    Admitted,
    Refused,
}

/// <summary>
/// Somebody without a sign-in asks that their unit be taken in (单位入驻申请). It belongs to the unit they named as their
/// supervisor, so that whoever supervises that part of the tree answers it.
/// </summary>
[AddedByVisitors]
public sealed class AgencyRequest : WorkflowObject<AgencyRequestState>
{
    public const string Kind = "agency-request";

    private static readonly string[] supervisors = ["supervisor", "system-officer"];

    public static readonly Workflow<AgencyRequestState, AgencyRequest> Table = new(Kind,
    [
        new(AgencyRequestState.Waiting, AdmitAgency.Verb, supervisors, AgencyRequestState.Admitted, []),
        new(AgencyRequestState.Waiting, RefuseAgencyRequest.Verb, supervisors, AgencyRequestState.Refused, []),
    ]);

    public required AgencyRequestId Id
    {
        get;
        init
        {
            field = value;
            ObjectId = value.Value;
        }
    }

    /// <summary>
    /// What the asker quotes when they call: DW-2026-7K3QX9M2. By chance, not counted: it tells nobody how many ask.
    /// </summary>
    public required string Number { get; init; }

    public required string Name { get; init; }

    public string? CreditCode { get; init; }

    public required AgencyLevel Level { get; init; }

    public required AgencyKind AgencyKind { get; init; }

    public required string RegionCode { get; init; }

    public required bool Vertical { get; init; }

    public string? MailDomain { get; init; }

    public required string ContactName { get; init; }

    public required string ContactEmail { get; init; }

    /// <summary>The language of the form, and so of the answer.</summary>
    public required string Language { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>What the supervisor wrote when refusing.</summary>
    public string? Words { get; set; }

    public AgencyId? AdmittedAs { get; set; }

    public AgencyEntry Entry => new(Name, CreditCode, Level, AgencyKind, RegionCode, Vertical, MailDomain);

    public static void Map(ModelBuilder model) => model.Entity<AgencyRequest>(request =>
    {
        request.ToTable("agency_requests");
        request.HasKey(x => x.Id);
        request.HasIndex(x => x.Number).IsUnique();
        request.HasIndex(x => new { x.State, x.AskedAt });
        request.Ignore(x => x.Entry);
    });
}
