using Guanwei.Rules.Rights;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.People;

/// <summary>Why a session holds no longer; None while it does.</summary>
public enum SessionEnd
{
    None,
    Idle,
    Over,
    Ended,

    /// <summary>The password was right; the code of the second factor is awaited.</summary>
    AwaitsCode,
}

/// <summary>
/// One sign-in on one device, from the password to the sign-out. The cookie only names it, so that ending it here ends
/// it at once, wherever the cookie has got to. All its times are machine time.
/// </summary>
[InstallationWide("a session belongs to a person, who may act for several agencies in it")]
public sealed class Session
{
    /// <summary>How long the code may be given after the password.</summary>
    public static readonly TimeSpan CodePatience = TimeSpan.FromMinutes(5);

    public required SessionId Id { get; init; }

    public required PersonId PersonId { get; init; }

    /// <summary>The appointment chosen to act in; none until chosen.</summary>
    public AppointmentId? AppointmentId { get; set; }

    /// <summary>The sign-in's security stamp when it began: a changed password or second factor ends it.</summary>
    public required string Stamp { get; set; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset SeenAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Begun by the password alone; opens nothing until the second factor's code was given.</summary>
    public bool AwaitsCode { get; set; }

    /// <summary>Where it came from, cut to what tells a strange place: 203.0.113.0/24, 2001:db8:1::/48.</summary>
    public required string Network { get; init; }

    /// <summary>Family of the browser and its system: "Chrome · Windows".</summary>
    public required string Device { get; init; }

    public SessionEnd StateAt(DateTimeOffset machine, SignInRules rules, string? stampNow) => this switch
    {
        { EndedAt: not null } => SessionEnd.Ended,
        _ when Stamp != stampNow => SessionEnd.Ended,
        _ when machine - StartedAt >= rules.Session => SessionEnd.Over,
        _ when machine - SeenAt >= rules.Idle => SessionEnd.Idle,
        { AwaitsCode: true } => machine - StartedAt >= CodePatience ? SessionEnd.Ended : SessionEnd.AwaitsCode,
        _ => SessionEnd.None,
    };

    public static void Map(ModelBuilder model) => model.Entity<Session>(session =>
    {
        session.ToTable("sessions");
        session.HasKey(x => x.Id);
        session.HasIndex(x => new { x.PersonId, x.StartedAt });
        session.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId);
    });
}
