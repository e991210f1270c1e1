using Guanwei.Server.Notifications.Doors;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Notifications;

public enum DeliveryState
{
    Waiting,
    Sent,

    /// <summary>Refused for what it is; it goes along with the next message to the same person.</summary>
    Failed,

    /// <summary>
    /// Handed over without an answer, where a repetition would arrive twice: a person decides on the job's page.
    /// </summary>
    Unsure,

    /// <summary>Read, muted or overtaken before it went out.</summary>
    NotNeeded,
}

/// <summary>How one notice fares at one door; its reader sees it beside the notice.</summary>
[InstallationWide("belongs to a notice, and so to one person; pages read the person's own")]
public sealed class NoticeDelivery
{
    public required NoticeId NoticeId { get; init; }

    public required DoorKind Door { get; init; }

    public required PersonId PersonId { get; init; }

    public DeliveryState State { get; set; } = DeliveryState.Waiting;

    /// <summary>When it went out; all notices of one message bear one instant.</summary>
    public DateTimeOffset? At { get; set; }

    /// <summary>Why the last try failed.</summary>
    public string? Code { get; set; }

    public static void Map(ModelBuilder model) => model.Entity<NoticeDelivery>(delivery =>
    {
        delivery.ToTable("notice_deliveries");
        delivery.HasKey(x => new { x.NoticeId, x.Door });
        delivery.HasOne<Notice>().WithMany().HasForeignKey(x => x.NoticeId);
        delivery.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId);
        delivery.HasIndex(x => new { x.PersonId, x.Door, x.State });
        delivery.HasIndex(x => new { x.State, x.Door });
    });
}
