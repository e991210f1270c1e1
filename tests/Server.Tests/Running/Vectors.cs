using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Audit;
using Guanwei.Server.Ids;
using Guanwei.Server.People;

namespace Guanwei.Server.Tests.Running;

/// <summary>The three entries whose canonical bytes stand in docs/audit.md.</summary>
public static class Vectors
{
    private static readonly DateTimeOffset at = new(2026, 11, 23, 2, 0, 0, 7, TimeSpan.Zero);

    public static IEnumerable<AuditEntry> All =>
    [
        new()
        {
            Id = Id<AuditEntryId>(1), At = at, ActorKind = ActorKind.System, Why = "making the installation", Via = Via.CommandLine,
            Verb = "installation.make", ObjectKind = "installation", ObjectId = "1", Rules = "", Operation = Id<OperationId>(2),
            Outcome = "done", Reasons = "", Before = "", After = new string('a', 64), Number = 1, Mac = Mac(1),
        },
        new()
        {
            Id = Id<AuditEntryId>(3), At = at.AddSeconds(1), ActorKind = ActorKind.Person, Person = Id<PersonId>(4),
            Appointment = Id<AppointmentId>(5), Via = Via.Page, Verb = "review.approve", ObjectKind = "application",
            ObjectId = "ap_1", Agency = Id<AgencyId>(6), Rules = "review.days@1 name.region@2", Operation = Id<OperationId>(7),
            Outcome = "refused", Reasons = "STALE", Before = "", After = "", Number = 2, Mac = Mac(2),
        },
        new()
        {
            Id = Id<AuditEntryId>(8), At = at.AddMilliseconds(1993), ActorKind = ActorKind.Client, Client = "省\"平台\"\\接口\n\u0001",
            Via = Via.Api, Verb = "account.read", Rules = "", Operation = Id<OperationId>(9), Outcome = "done", Reasons = "",
            Before = "", After = "", Number = 3, Mac = Mac(3),
        },
    ];

    private static TId Id<TId>(byte last) where TId : struct, IEntityId<TId> =>
        TId.From(new Guid([0x01, 0x9a, 0xae, 0, 0, 0, 0x70, 0, 0x80, 0, 0, 0, 0, 0, 0, last], bigEndian: true));

    private static byte[] Mac(byte value) => [.. Enumerable.Repeat(value, 32)];
}
