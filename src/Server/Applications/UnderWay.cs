using System.Linq.Expressions;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Workflows;

namespace Guanwei.Server.Applications;

/// <summary>Applications that somebody still acts on, and what becomes of them when agencies change.</summary>
internal static class UnderWay
{
    public static readonly Expression<Func<OpeningApplication, bool>> Is = x =>
        x.State != ApplicationState.Certified && x.State != ApplicationState.Rejected && x.State != ApplicationState.Withdrawn;

    public static readonly Func<OpeningApplication, bool> Has = Is.Compile();

    /// <summary>Another agency decides from now on; where it is in review, its supervisors are told that it waits for them.</summary>
    public static void Redirect(this OpeningApplication application, Act act, AgencyId? reviewing)
    {
        if (application.ReviewingAgency == reviewing)
        {
            return;
        }
        application.ReviewingAgency = reviewing;
        if (application.State is ApplicationState.InReview)
        {
            act.TellReviewers(application, "application.submitted");
        }
    }

    /// <summary>A line in its timeline that moves nothing.</summary>
    /// <param name="agency">To whom the application belongs from now on.</param>
    public static void SaysOfItself(this OpeningApplication application, Act act, AgencyId agency, string verb, string words) =>
        act.Db.Add(new WorkflowStep
        {
            Id = act.NewId<OperationId>(), AgencyId = agency, ObjectKind = OpeningApplication.Kind,
            ObjectId = application.ObjectId, At = act.Now, Verb = verb, From = $"{application.State}",
            To = $"{application.State}", Person = act.Actor.Person, Role = act.Actor.Role,
            ActorName = act.Actor.Person is null ? Texts.Say("System") : act.Actor.Name, Words = words,
        });
}
