using Guanwei.Server.Actions;
using Guanwei.Server.Ids;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Guanwei.Server.Ui;
using Microsoft.AspNetCore.Components;

namespace Guanwei.Server.Applications;

/// <summary>One page of the form: loads the application in the reader's scope, or is not there.</summary>
public abstract class StepPage : FormPage
{
    [Inject]
    public required Databases Databases { get; set; }

    [Inject]
    public required InForceSource InForce { get; set; }

    [Inject]
    public required Clock Clock { get; set; }

    [Inject]
    public required NavigationManager At { get; set; }

    [CascadingParameter]
    public HttpContext Http { get; set; } = null!;

    [Parameter]
    public string Id { get; set; } = "";

    /// <summary>None while the page turns out not to be there.</summary>
    protected FormView? View { get; private set; }

    protected abstract string Step { get; }

    /// <summary>This page's own address: its form posts to it.</summary>
    protected string Address => $"/applications/{Id}/{(Step == FormSteps.Submission ? "submit" : Step)}";

    /// <summary>
    /// After a refusal its reasons; otherwise, once the step was saved, what still stands against it.
    /// </summary>
    protected IReadOnlyList<ShownReason> Shown => Reasons.Count > 0
        ? [.. Reasons.Select(Placed)]
        : View is { } view && WasSaved(view) ? [.. view.ReasonsOf(Step).Where(x => x.Severity != ReasonSeverity.Inform)] : [];

    protected virtual bool WasSaved(FormView view) => true;

    protected override async Task OnInitializedAsync()
    {
        if (!IdText.TryParse<ApplicationId>(Id, out var id) || Http.Actor() is not { } actor)
        {
            At.NotFound();
            return;
        }
        await using var db = Databases.OpenFor(actor);
        View = await FormView.Load(db, InForce.Current, id, Clock.Today, Http.RequestAborted);
        if (View is null)
        {
            At.NotFound();
        }
        else if (!View.Application.IsOpen)
        {
            View = null;
            At.NavigateTo(FormSteps.Timeline(id));
        }
        else
        {
            View = View.And(await Reviewers.Missing(
                Databases, InForce.Current, View.Agency.ParentId, View.Scope, Clock.Today, Http.RequestAborted));
        }
    }

    private ShownReason Placed(ShownReason reason) =>
        Step == FormSteps.Name && reason.Field is null && reason.Severity == ReasonSeverity.Block
            ? reason with { Field = FormSteps.Name } : reason;
}
