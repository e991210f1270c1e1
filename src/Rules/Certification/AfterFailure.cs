namespace Guanwei.Rules.Certification;

/// <summary>Whether the form that was approved has to do with the cause of a failure.</summary>
public enum FormNeed
{
    /// <summary>It has not: the form stands.</summary>
    No,

    /// <summary>It may have: the applicant knows where the mistake was made.</summary>
    May,

    /// <summary>It has: it must be corrected and reviewed again before anything else.</summary>
    Must,
}

/// <summary>A certification that failed.</summary>
/// <param name="Code">The cause, one of <see cref="CertificationTerms.Failures"/>.</param>
/// <param name="Retries">How often this certification was tried again since it was last approved.</param>
public sealed record FailedAttempt(string Code, int Retries);

/// <summary>How one may go on after a failed certification; see docs/rules/certification.md.</summary>
public static class AfterFailure
{
    private static readonly Place Certification = new("certification");

    /// <summary>Whether the same certification may be taken up again; refused with every reason against it.</summary>
    /// <param name="failed">The failure.</param>
    /// <param name="scope">Level, kind and region of the agency.</param>
    /// <param name="book">The rules.</param>
    /// <param name="day">The day in Beijing.</param>
    /// <param name="profile">The installation's profile.</param>
    /// <exception cref="InvalidOperationException">The rules name a way or a need that is not known.</exception>
    public static Decision Retry(FailedAttempt failed, Scope scope, RuleBook book, DateOnly day, Profile profile)
    {
        var inquiry = new Inquiry(book, scope, day, profile);
        Against(inquiry, failed);
        return inquiry.Decide(new { failed, scope });
    }

    /// <summary>
    /// Whether the form may be opened again: where the cause has or may have to do with it, and where no retry is
    /// left, because a new certification begins with a new approval.
    /// </summary>
    /// <inheritdoc cref="Retry" path="/param"/>
    /// <inheritdoc cref="Retry" path="/exception"/>
    public static Decision Correct(FailedAttempt failed, Scope scope, RuleBook book, DateOnly day, Profile profile)
    {
        var inquiry = new Inquiry(book, scope, day, profile);
        var (form, cause, _) = FormOf(inquiry, failed);
        var retry = Retry(failed, scope, book, day, profile);
        if (cause is FormNeed.No && retry.Outcome is not Outcome.Refused)
        {
            inquiry.Raise(form, Certification, ReasonCode.CertificationFormStands, CauseOf(failed));
        }

        return inquiry.Decide(new { failed, scope });
    }

    private static void Against(Inquiry inquiry, FailedAttempt failed)
    {
        var (form, need, step) = FormOf(inquiry, failed);
        if (need is FormNeed.Must)
        {
            inquiry.Raise(form, Certification, null, CauseOf(failed), Argument.Term("step", "form-step", step));
        }

        var failures = inquiry.Ask("certification.failures");
        if (failures.Table.FirstOrDefault(row => row["code"] == failed.Code) is { } cause
            && !CertificationFailure.Allows(CertificationFailure.WayOf(cause)))
        {
            inquiry.RaiseAs(
                failures, Severity.Block, Certification, ReasonCode.CertificationNoRetry, CauseOf(failed));
        }

        var retries = inquiry.Ask("certification.retries.max");
        if (failed.Retries >= retries.Whole)
        {
            inquiry.Raise(retries, Certification, null,
                Argument.Number("retries", failed.Retries), Argument.Number("max", retries.Whole));
        }
    }

    /// <summary>A cause that the rules do not name any more is read as one that may concern the whole form.</summary>
    private static (Answer Rule, FormNeed Need, string Step) FormOf(Inquiry inquiry, FailedAttempt failed)
    {
        var form = inquiry.Ask("certification.failures.form");
        if (form.Table.FirstOrDefault(row => row["code"] == failed.Code) is not { } row)
        {
            return (form, FormNeed.May, "submission");
        }

        return Slug.TryRead<FormNeed>(row["form"], out var need)
            ? (form, need, row["step"])
            : throw new InvalidOperationException($"certification.failures.form has an unknown need: {row["form"]}");
    }

    private static Argument CauseOf(FailedAttempt failed) =>
        Argument.Term("cause", "failure", failed.Code.Replace('_', '-').ToLowerInvariant());
}
