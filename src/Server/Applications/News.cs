using Guanwei.Server.Actions;
using Guanwei.Server.Notifications;

namespace Guanwei.Server.Applications;

/// <summary>Who is told of a move: whoever acts next, or whose matter it is. Sentences stand in Notifications/Texts.resx.</summary>
internal static class News
{
    private const string Applicant = "applicant";
    internal const string Supervisor = "supervisor";

    public static void TellApplicants(
        this Act act, OpeningApplication application, string code, params IEnumerable<(string Name, object Value)> more) =>
        act.Tell(Recipient.In(Applicant, application.AgencyId), application, code, more);

    /// <summary>Nobody, before the first submission: no agency has been asked yet.</summary>
    public static void TellReviewers(this Act act, OpeningApplication application, string code)
    {
        if (application.ReviewingAgency is { } agency)
        {
            act.Tell(Recipient.In(Supervisor, agency), application, code);
        }
    }

    public static void Tell(
        this Act act, Recipient to, OpeningApplication application, string code,
        params IEnumerable<(string Name, object Value)> more) => act.Tell(
        to, code, OpeningApplication.Kind, application.Id, Urgency.Soon,
        [("number", application.Number), ("agency", application.AgencyName), .. more]);
}
