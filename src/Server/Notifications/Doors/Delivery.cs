namespace Guanwei.Server.Notifications.Doors;

public enum Again
{
    /// <summary>Surely not delivered; the cause passes.</summary>
    Later,

    /// <summary>Handed over, but the answer never came: trying again may deliver it twice.</summary>
    Unsure,

    /// <summary>Refused for what it is: wrong address, wrong key, wrong form.</summary>
    Never,
}

public abstract record Delivery;

public sealed record Delivered : Delivery
{
    public static readonly Delivered Done = new();
}

/// <summary>The code names the cause for the person at the page of dead jobs; it carries no personal data.</summary>
public sealed record Failed(Again Again, string Code, TimeSpan? After = null) : Delivery;
