using System.Globalization;
using System.Text;
using Guanwei.Server.Hosting;
using Guanwei.Server.Notifications.Doors;
using Guanwei.Server.People;
using Guanwei.Server.Ui;

namespace Guanwei.Server.Notifications;

/// <summary>The words of a message to a person, in their language.</summary>
internal static class Letters
{
    public static DoorMessage To(Person person, string address, DoorKind door, List<Notice> notices, Site site)
    {
        var language = CultureInfo.GetCultureInfo(person.Language);
        var subject = notices.Count == 1
            ? Texts.Say("Mail.Subject.One", language, Texts.Sentence(notices[0], language))
            : Texts.Say("Mail.Subject.Many", language, notices.Count);
        var text = door is DoorKind.Sms ? subject : Letter(notices, language, site);
        return new DoorMessage(
            notices[^1].Id.ToString(), new Receiver(address), person.Language, subject, text, new Uri(site.Address, Paths.Notifications));
    }

    /// <summary>One line per notice, those about one object together with its link.</summary>
    private static string Letter(List<Notice> notices, CultureInfo language, Site site)
    {
        var text = new StringBuilder();
        foreach (var about in notices.GroupBy(x => (x.ObjectKind, x.ObjectId)))
        {
            foreach (var notice in about)
            {
                text.AppendLine(Texts.Sentence(notice, language));
            }
            text.Append(new Uri(site.Address, ObjectPages.PathOf(about.Key.ObjectKind, about.Key.ObjectId))).AppendLine().AppendLine();
        }
        return text.Append(Texts.Say("Mail.Why", language)).ToString();
    }
}
