namespace Guanwei.Server.Notifications.Doors;

public enum DoorKind
{
    Mail,
    Sms,
    WeCom,
    DingTalk,
}

/// <summary>
/// One way out of the house. Whether and when to try again is the job's decision, on what the door says.
/// </summary>
public interface IDoor
{
    DoorKind Kind { get; }

    Task<Delivery> Deliver(DoorMessage message, CancellationToken ct);
}

/// <summary>Where a message goes; a robot that signs its calls has a secret beside its address.</summary>
public sealed record Receiver(string Address, string? Secret = null);

/// <summary>
/// A message as it leaves: no personal data beyond the receiver's address. Its id stays the same when it is tried
/// again, so that the other side can tell a repetition. Subject and text are in <paramref name="Language"/>.
/// </summary>
public sealed record DoorMessage(string Id, Receiver To, string Language, string Subject, string Text, Uri Link);
