using System.Globalization;
using Guanwei.Rules;
using Guanwei.Server.Actions;

namespace Guanwei.Server.Ui;

/// <summary>
/// From an action to its answer: <c>outcome.LeadsTo(id =&gt; $"/people/{id}").OrBackTo&lt;InvitePage&gt;(("Form",
/// form))</c>.
/// </summary>
public static class OutcomeAnswers
{
    private const string NotFound = "NOT_FOUND";
    private const string NoRight = "NO_RIGHT";

    public static Ending LeadsTo<TAnswer>(this Outcome<TAnswer> outcome, Func<TAnswer, string> path) => outcome switch
    {
        Outcome<TAnswer>.Done done => new Ending(path(done.Answer), []),
        Outcome<TAnswer>.Refused refused => new Ending(null, refused.Reasons),
        _ => throw new InvalidOperationException("Unknown outcome."),
    };

    public static IReadOnlyList<ShownReason> InWords(this IEnumerable<Reason> reasons) =>
        Wording.Say(reasons, CultureInfo.CurrentUICulture);

    /// <summary>Where an action led, or why it led nowhere.</summary>
    public sealed record Ending(string? Path, IReadOnlyList<Reason> Reasons)
    {
        /// <summary>
        /// 303 to the path; or 422 and the page again; 404 and 403 for what is not there or not theirs to do.
        /// </summary>
        /// <param name="more">The page's own parameters.</param>
        public IResult OrBackTo<TPage>(params (string Name, object? Value)[] more) where TPage : FormPage => this switch
        {
            { Path: { } path } => Answers.Done(path),
            _ when Has(NotFound) => Results.NotFound(),
            _ when Has(NoRight) => Results.StatusCode(StatusCodes.Status403Forbidden),
            _ => Answers.Refuse<TPage>(Reasons.InWords(), more),
        };

        /// <summary>
        /// For a button that has no page of its own to show reasons on: they are shown on one that has only them.
        /// </summary>
        public IResult OrReasons() => OrBackTo<RefusedPage>();

        private bool Has(string code) => Reasons.Any(reason => reason.Code == code);
    }
}
