using Guanwei.Server.Notifications.Doors;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Notifications;

public enum Wish
{
    Nothing,
    Urgent,
    All,
}

/// <summary>
/// What a person has chosen about notices leaving the house; without a row all are mailed and none goes by SMS.
/// </summary>
[InstallationWide("belongs to one person, who may hold appointments at several agencies")]
public sealed class NoticeSetting
{
    public required PersonId PersonId { get; init; }

    /// <summary>Never nothing: what is urgent is always mailed.</summary>
    public Wish Mail { get; set; } = Wish.All;

    public Wish Sms { get; set; } = Wish.Nothing;

    public static Wish Of(NoticeSetting? setting, DoorKind door) => door switch
    {
        DoorKind.Mail => setting?.Mail ?? Wish.All,
        DoorKind.Sms => setting?.Sms ?? Wish.Nothing,
        _ => throw new ArgumentOutOfRangeException(nameof(door), door, "A robot belongs to an agency, not to a person."),
    };

    public static void Map(ModelBuilder model) => model.Entity<NoticeSetting>(setting =>
    {
        setting.ToTable("notice_settings");
        setting.HasKey(x => x.PersonId);
        setting.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId);
    });
}

public static class Wishes
{
    public static bool Take(this Wish wish, Urgency urgency) => wish is Wish.All || (wish is Wish.Urgent && urgency is Urgency.Urgent);
}
