using System.Collections.Immutable;
using System.Globalization;

namespace Guanwei.Rules.Certification;

/// <summary>What a certification came to.</summary>
public enum CertificationOutcome
{
    /// <summary>已认证.</summary>
    Certified,

    /// <summary>认证未通过.</summary>
    Failed,
}

/// <summary>A cause for which certification fails; its code has a sentence and a remedy.</summary>
/// <param name="Code">One of <see cref="ReasonCode"/>.</param>
/// <param name="SharePercent">Its share among failures as the guide has it, unsourced; or empty.</param>
public sealed record CertificationFailure(string Code, int? SharePercent);

/// <summary>The terms of a certification.</summary>
/// <param name="Fee">Fee in yuan; an answer, because the profiles differ.</param>
/// <param name="ValidYears">How many years a certificate is valid.</param>
/// <param name="ReminderDays">Days before the end on which one is reminded, from the earliest reminder.</param>
/// <param name="BankCheckWorkingDays">Working days that the bank check takes.</param>
/// <param name="Failures">The causes of failure; an outcome "failed" names one.</param>
/// <param name="FailureRule">The rule that lists the causes.</param>
public sealed record CertificationTerms(
    Answer Fee,
    int ValidYears,
    ImmutableArray<int> ReminderDays,
    int BankCheckWorkingDays,
    ImmutableArray<CertificationFailure> Failures,
    Rule FailureRule)
{
    /// <summary>The terms for an agency.</summary>
    /// <param name="scope">Level, kind and region of the agency.</param>
    /// <param name="book">The rules.</param>
    /// <param name="day">The day in Beijing.</param>
    /// <param name="profile">The installation's profile.</param>
    public static CertificationTerms Of(Scope scope, RuleBook book, DateOnly day, Profile profile)
    {
        Answer Ask(string key) => book.Resolve(key, scope, day, profile);
        var failures = Ask("certification.failures");
        return new CertificationTerms(
            Ask("certification.fee"),
            Ask("certification.valid.years").Whole,
            [.. Ask("certification.reminder.days").Set
                .Select(days => int.Parse(days, CultureInfo.InvariantCulture)).OrderDescending()],
            Ask("certification.bank-check.working-days").Whole,
            [.. failures.Table.Select(row => new CertificationFailure(
                row["code"],
                int.TryParse(row["share"], CultureInfo.InvariantCulture, out var share) ? share : null))],
            failures.Rule);
    }

    /// <summary>The reason of a failed certification.</summary>
    /// <param name="code">One of <see cref="Failures"/>.</param>
    /// <param name="detail">What the notice said; shown where the code alone says too little.</param>
    /// <exception cref="ArgumentException">The code is not among the causes.</exception>
    public Reason Failed(string code, string detail) =>
        Failures.Any(f => f.Code == code)
            ? new Reason(code, Severity.Block, FailureRule.Ref, new Place("certification"),
                [Argument.Text("detail", detail)])
            : throw new ArgumentException($"{code} is not a cause of failure", nameof(code));
}
