using Guanwei.Server.Actions;
using Guanwei.Server.Jobs;
using Guanwei.Server.People;

namespace Guanwei.Server.Notifications;

/// <summary>Tells a person at once that somebody signed in as them from where they never had.</summary>
public static class TellOfNewPlace
{
    public const string JobKind = "tell.new-place";
    public const string Code = "sign-in.new-place";

    private sealed record Heard(string Happening, PersonId Id);

    public static Task<Refusal?> Run(Act act, Job job, CancellationToken cancel)
    {
        var person = job.Read<Heard>().Id;
        act.Tell(Recipient.Of(person), Code, "person", person, Urgency.Urgent);
        return Task.FromResult<Refusal?>(null);
    }
}
