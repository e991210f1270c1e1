using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Keys;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Audit;

/// <summary>What an action was about.</summary>
public sealed record AuditSubject(string Kind, string Id, AgencyId? Agency, object? Entity);

/// <summary>
/// One line of the audit: who did, or was refused, what, on which object, under which rules. Personal values never
/// stand here. Written in the action's own transaction; number and chain hash are given afterwards by the sealer and
/// never change.
/// </summary>
[InstallationWide("the audit is read as one chain; pages filter it by agency themselves")]
[AppendOnly]
public sealed class AuditEntry
{
    public required AuditEntryId Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required ActorKind ActorKind { get; init; }

    public PersonId? Person { get; init; }

    public AppointmentId? Appointment { get; init; }

    public string? Client { get; init; }

    /// <summary>Why the system acted.</summary>
    public string? Why { get; init; }

    public required Via Via { get; init; }

    public required string Verb { get; init; }

    public string? ObjectKind { get; init; }

    public string? ObjectId { get; init; }

    public AgencyId? Agency { get; init; }

    /// <summary>"id@version" of the rules decided by, separated by spaces.</summary>
    public required string Rules { get; init; }

    public required OperationId Operation { get; init; }

    /// <summary>done, refused or failed.</summary>
    public required string Outcome { get; init; }

    /// <summary>Codes of the reasons for a refusal, separated by spaces.</summary>
    public required string Reasons { get; init; }

    /// <summary>SM3 of the object's canonical values before, in lower-case hex; empty when it was not there.</summary>
    public required string Before { get; init; }

    public required string After { get; init; }

    /// <summary>Position in the chain, from 1; none until sealed.</summary>
    [SetOnce]
    public long? Number { get; set; }

    /// <summary>SM3 over the previous hash and this entry's canonical bytes.</summary>
    [SetOnce]
    public byte[]? Hash { get; set; }

    /// <summary>Version of the audit key that made the MAC.</summary>
    public int MacKey { get; set; }

    /// <summary>
    /// HMAC-SM3, made when the entry is: whoever can only write to the database can forge none, sealed or not.
    /// </summary>
    public byte[] Mac { get; set; } = [];

    public static AuditEntry Of(Act act, string outcome, IEnumerable<string> reasons)
    {
        var entry = Plain(act, outcome, reasons);
        var keys = act.InForce.Keys;
        entry.MacKey = keys.CurrentVersion(KeyPurpose.Audit);
        entry.Mac = keys.Mac(KeyPurpose.Audit, (ushort)entry.MacKey, new Canonical().Entry(entry, null, null));
        return entry;
    }

    private static AuditEntry Plain(Act act, string outcome, IEnumerable<string> reasons) => new()
    {
        Id = act.NewId<AuditEntryId>(),
        At = act.Now,
        ActorKind = act.Actor.Kind,
        Person = act.Actor.Person,
        Appointment = act.Actor.Appointment,
        Client = act.Actor.ClientId,
        Why = act.Actor.Why,
        Via = act.Actor.Via,
        Verb = act.Verb,
        ObjectKind = act.Subject?.Kind,
        ObjectId = act.Subject?.Id,
        Agency = act.Subject?.Agency ?? act.Actor.Agency,
        Rules = string.Join(' ', act.RuleIds.Distinct().Order(StringComparer.Ordinal)),
        Operation = act.Operation,
        Outcome = outcome,
        Reasons = string.Join(' ', reasons.Distinct()),
        Before = outcome == "done" ? ObjectDigest.Before(act) : "",
        After = outcome == "done" ? ObjectDigest.After(act) : "",
    };

    public static void Map(ModelBuilder model) => model.Entity<AuditEntry>(entry =>
    {
        entry.ToTable("audit_entries");
        entry.HasKey(x => x.Id);
        entry.HasIndex(x => x.Number).IsUnique();
        entry.HasIndex(x => new { x.ObjectKind, x.ObjectId });
        entry.HasIndex(x => new { x.Agency, x.At });
    });
}
