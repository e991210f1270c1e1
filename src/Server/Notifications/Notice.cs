using System.Text.Json;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Jobs;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Notifications;

public enum Urgency
{
    Routine,
    Soon,

    /// <summary>Goes out at once, never held back for a summary.</summary>
    Urgent,
}

/// <summary>
/// One thing told to one person. The sentence is made when it is read, in the reader's language, from code and
/// arguments.
/// </summary>
[InstallationWide("belongs to one person, who may hold appointments at several agencies; pages read the person's own")]
public sealed class Notice
{
    public required NoticeId Id { get; init; }

    public required PersonId PersonId { get; init; }

    public AgencyId? AgencyId { get; init; }

    /// <summary>The job that told it, to this person and perhaps to others.</summary>
    public required JobId Telling { get; init; }

    /// <summary>Key of the sentence in Notifications/Texts.resx.</summary>
    public required string Code { get; init; }

    /// <summary>
    /// Names and values for the sentence, as JSON: numbers, days, names of accounts; never personal data.
    /// </summary>
    public required string Arguments { get; init; }

    public required string ObjectKind { get; init; }

    public required string ObjectId { get; init; }

    public required Urgency Urgency { get; init; }

    public required DateTimeOffset At { get; init; }

    public DateTimeOffset? ReadAt { get; set; }

    public IReadOnlyDictionary<string, string> Values =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(Arguments, AnswerJson.Options) ?? [];

    public static void Map(ModelBuilder model) => model.Entity<Notice>(notice =>
    {
        notice.ToTable("notices");
        notice.HasKey(x => x.Id);
        notice.Ignore(x => x.Values);
        notice.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId);
        notice.HasIndex(x => new { x.PersonId, x.ReadAt });
        notice.HasIndex(x => new { x.PersonId, x.At });
        notice.HasIndex(x => x.Telling);
    });
}
