using Guanwei.Server.Jobs;

namespace Guanwei.Server.Notifications.Doors;

/// <summary>What a door said, as the end of the job that went to it.</summary>
public static class DeliveryEnd
{
    public static JobEnd AsEnd(this Delivery delivery) => delivery switch
    {
        Delivered => JobEnd.Ok,
        Failed { Again: Again.Later } failed => new JobEnd.Later(failed.Code, failed.After),
        Failed { Again: Again.Unsure } failed => new JobEnd.Unsure(failed.Code),
        Failed failed => new JobEnd.Dead(failed.Code),
        _ => throw new InvalidOperationException("Unknown delivery."),
    };
}
