using Guanwei.Server.People;

namespace Guanwei.Server.Storage;

/// <summary>
/// An aggregate root: its version is raised by every action on it or on its children, so that whoever acts on a stale
/// page is told who was first and when, instead of overwriting.
/// </summary>
public abstract class Aggregate
{
    public int Version { get; internal set; }

    public DateTimeOffset ChangedAt { get; internal set; }

    public PersonId? ChangedBy { get; internal set; }
}
