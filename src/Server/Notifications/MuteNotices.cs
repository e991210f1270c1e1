using Guanwei.Server.Actions;

namespace Guanwei.Server.Notifications;

/// <summary>Keeps one's notices inside the house, or lets them out again; urgent ones always go out.</summary>
public static class MuteNotices
{
    public const string Verb = "notice.mute";

    public enum Wish
    {
        Send,
        Mute,
    }

    public static async Task<Outcome<bool>> Run(Act act, Wish wish, CancellationToken cancel)
    {
        var person = act.Actor.Person ?? throw new InvalidOperationException("Only a person has notices.");
        var setting = await act.Db.Set<NoticeSetting>().FindAsync([person], cancel);
        if (setting is null)
        {
            setting = new NoticeSetting { PersonId = person };
            act.Db.Add(setting);
        }
        setting.MailMuted = wish is Wish.Mute;
        act.About("person", person, act.Actor.Agency);
        return setting.MailMuted;
    }
}
