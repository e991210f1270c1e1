using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Notifications;

/// <summary>What a person has chosen about notices leaving the house; without a row everything is sent.</summary>
[InstallationWide("belongs to one person, who may hold appointments at several agencies")]
public sealed class NoticeSetting
{
    public required PersonId PersonId { get; init; }

    public bool MailMuted { get; set; }

    public static void Map(ModelBuilder model) => model.Entity<NoticeSetting>(setting =>
    {
        setting.ToTable("notice_settings");
        setting.HasKey(x => x.PersonId);
        setting.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId);
    });
}
