using Guanwei.Rules.Rights;
using Guanwei.Server.Agencies;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.People;

public enum InvitationState
{
    Open,
    Used,
    Withdrawn,
    Expired,
}

/// <summary>
/// A link into the installation, good once, bound to one address, agency and role. Of the link only digests are kept.
/// The first one, which `guanwei init` prints, is bound to no address yet.
/// </summary>
public sealed class Invitation : Aggregate, IOfAgency
{
    public required InvitationId Id { get; init; }

    /// <summary>The default value for roles of the installation, as in an appointment.</summary>
    public required AgencyId AgencyId { get; init; }

    public required string Role { get; init; }

    /// <summary>Empty in the first one: whoever holds the link says who they are.</summary>
    public required string Email { get; init; }

    public Establishment? Establishment { get; init; }

    public PersonId? InvitedBy { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Machine time.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>SM3 of the link shown on the page; the mail has a link of its own.</summary>
    public required byte[] PageDigest { get; init; }

    public byte[]? MailDigest { get; set; }

    public DateTimeOffset? UsedAt { get; set; }

    public PersonId? UsedBy { get; set; }

    public DateTimeOffset? WithdrawnAt { get; set; }

    public bool IsFirst => Email.Length == 0;

    public InvitationState StateAt(DateTimeOffset machine) => this switch
    {
        { UsedAt: not null } => InvitationState.Used,
        { WithdrawnAt: not null } => InvitationState.Withdrawn,
        _ => machine >= ExpiresAt ? InvitationState.Expired : InvitationState.Open,
    };

    public static void Map(ModelBuilder model) => model.Entity<Invitation>(invitation =>
    {
        invitation.ToTable("invitations");
        invitation.HasKey(x => x.Id);
        invitation.HasIndex(x => x.PageDigest).IsUnique();
        invitation.HasIndex(x => x.MailDigest).IsUnique();
        invitation.HasIndex(x => new { x.AgencyId, x.MadeAt });
        invitation.HasIndex(x => x.Email);
        invitation.HasOne<Person>().WithMany().HasForeignKey(x => x.InvitedBy);
        invitation.HasOne<Person>().WithMany().HasForeignKey(x => x.UsedBy);
        invitation.Ignore(x => x.IsFirst);
    });
}
