using Guanwei.Server.Keys;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.People;

/// <summary>One human. Sign-in means hang on the person; a person is closed, never shared and never deleted.</summary>
[InstallationWide("one human may hold appointments at several agencies; pages reach people through appointments")]
public sealed class Person : Aggregate
{
    public required PersonId Id { get; init; }

    public required string Name { get; set; }

    public required string Email { get; set; }

    /// <summary>The mobile number, sealed (people|phone|id).</summary>
    public byte[]? Phone { get; set; }

    public static readonly SealedColumn SealedPhone =
        new SealedColumn<Person>(KeyPurpose.Field, "people", "phone", nameof(Phone), person => person.Id.ToString());

    /// <summary>zh-CN or en: the language of mail to this person.</summary>
    public string Language { get; set; } = "zh-CN";

    public DateTimeOffset? ClosedAt { get; set; }

    public static void Map(ModelBuilder model) => model.Entity<Person>(person =>
    {
        person.ToTable("people");
        person.HasKey(x => x.Id);
        person.HasIndex(x => x.Email).IsUnique();
    });
}
