using Guanwei.Rules;
using Guanwei.Rules.WorkingDays;
using Guanwei.Server.Hosting;
using Guanwei.Server.Jobs;
using Guanwei.Server.Keys;
using Guanwei.Server.RuleBooks;

namespace Guanwei.Server.Actions;

/// <summary>
/// What holds while an action runs: rules, profile, calendar, office hours, keys, and who listens to happenings.
/// </summary>
public sealed record InForce(
    RuleBook Rules, Profile Profile, WorkingDayCalendar Calendar, TimeOnly OfficeEnd, InstallationKind Kind, KeyRing Keys,
    Happenings Handlers)
{
    /// <summary>Which local rules are among the rules, and which could not be.</summary>
    public LocalRules Local { get; init; } = LocalRules.None;
}

/// <summary>
/// Holds what is in force; replaced whole when the installation's settings, rules, calendar or keys change.
/// </summary>
public sealed class InForceSource
{
    private readonly Lock turn = new();
    private volatile InForce? current;

    public InForce Current => current ?? throw new InvalidOperationException("The storage has not been opened yet.");

    public bool IsOpen => current is not null;

    public void Replace(InForce next)
    {
        lock (turn)
        {
            current = next;
        }
    }

    /// <summary>One part of it, while another may be changed at the same moment.</summary>
    public void Change(Func<InForce, InForce> change)
    {
        lock (turn)
        {
            current = change(Current);
        }
    }
}
