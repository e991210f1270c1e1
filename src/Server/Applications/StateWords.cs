using Guanwei.Server.Ui;
using Microsoft.Extensions.Localization;

namespace Guanwei.Server.Applications;

/// <summary>How a state feels, what the line of steps looks like in it, and who acts.</summary>
public static class StateWords
{
    public static Tone ToneOf(ApplicationState state) => state switch
    {
        ApplicationState.InReview or ApplicationState.Certifying => Tone.Active,
        ApplicationState.Certified => Tone.Good,
        ApplicationState.Returned or ApplicationState.CertificationFailed => Tone.Warn,
        ApplicationState.Rejected => Tone.Bad,
        _ => Tone.Neutral,
    };

    /// <summary>Who acts now: the applying agency, the one above, the third party, or nobody any more.</summary>
    public static string? Acting(OpeningApplication application, string? reviewing) => application.State switch
    {
        ApplicationState.InReview => reviewing,
        ApplicationState.Certifying => application.ThirdPartyName ?? application.AgencyName,
        ApplicationState.Draft or ApplicationState.Returned or ApplicationState.CertificationFailed => application.AgencyName,
        _ => null,
    };

    /// <summary>The four stages: fill in, review, certification, registry.</summary>
    public static IReadOnlyList<Step> Line(
        OpeningApplication application, string? reviewing, string? left, IStringLocalizer<Texts> words)
    {
        var (at, failed) = application.State switch
        {
            ApplicationState.Draft => (0, false),
            ApplicationState.Returned => (0, true),
            ApplicationState.InReview => (1, false),
            ApplicationState.Rejected => (1, true),
            ApplicationState.Withdrawn => (application.SubmittedAt is null ? 0 : 1, true),
            ApplicationState.Certifying => (2, false),
            ApplicationState.CertificationFailed => (2, true),
            _ => (4, false),
        };
        string?[] who = [application.AgencyName, reviewing, application.ThirdPartyName ?? application.AgencyName, null];
        return
        [
            .. who.Select((actor, index) => new Step(
                words[$"Stage.{index + 1}"],
                index < at ? StepState.Done : index > at ? StepState.Ahead : failed ? StepState.Failed : StepState.Current,
                actor,
                index == at ? left : null)),
        ];
    }
}
