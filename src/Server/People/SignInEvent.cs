using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.People;

public enum SignInResult
{
    Right,
    Wrong,
    Locked,
}

/// <summary>One attempt to sign in, by machine time; of an unknown address only that there was one.</summary>
[InstallationWide("an attempt belongs to a person, or to nobody")]
public sealed class SignInEvent
{
    public required SignInEventId Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public PersonId? PersonId { get; init; }

    public required SignInResult Result { get; init; }

    public required string Network { get; init; }

    public required string Device { get; init; }

    /// <summary>A right one from a network or with a device family that this person had not used before.</summary>
    public bool NewPlace { get; init; }

    public static void Map(ModelBuilder model) => model.Entity<SignInEvent>(row =>
    {
        row.ToTable("sign_in_events");
        row.HasKey(x => x.Id);
        row.HasIndex(x => new { x.PersonId, x.At });
        row.HasIndex(x => x.At);
        row.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId);
    });
}
