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

/// <summary>How one goes on after a failed certification.</summary>
public enum RetryWay
{
    /// <summary>更正后重新提交.</summary>
    Correct,

    /// <summary>重新打款.</summary>
    PayAgain,

    /// <summary>重新发起法定代表人验证.</summary>
    RepeatFaceCheck,

    /// <summary>另拟名称重新送审; the qualification stands.</summary>
    Rename,

    /// <summary>更换材料后重新提交.</summary>
    ReplaceDocuments,

    /// <summary>补充上级单位证明或更换主体.</summary>
    SuperiorCertificate,

    /// <summary>更换对公账户.</summary>
    OtherAccount,

    /// <summary>重新申请认证: this one cannot be taken up again.</summary>
    NewOrder,
}

/// <summary>A cause for which certification fails; its code has a sentence and a remedy.</summary>
/// <param name="Code">One of <see cref="ReasonCode"/>.</param>
/// <param name="SharePercent">Its share among failures as the guide has it, unsourced; or empty.</param>
/// <param name="Stage">At which stage it shows, a word of the group <c>stage</c>.</param>
/// <param name="Retry">How one goes on, a word of the group <c>retry</c>.</param>
/// <param name="Rule">The rule that names the cause: the guide's for its three, else the platform's.</param>
public sealed record CertificationFailure(
    string Code, int? SharePercent, string Stage, RetryWay Retry, RuleRef Rule)
{
    /// <summary>Whether the same certification may be taken up again.</summary>
    public bool AllowsRetry => Allows(Retry);

    internal static bool Allows(RetryWay way) => way != RetryWay.NewOrder;

    /// <summary>The way out of a cause, as the row of <c>certification.failures</c> has it.</summary>
    internal static RetryWay WayOf(ImmutableSortedDictionary<string, string> row) =>
        Slug.TryRead<RetryWay>(row["retry"], out var retry)
            ? retry
            : throw new InvalidOperationException($"certification.failures has an unknown retry: {row["retry"]}");
}

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
        var shares = Ask("certification.failures.shares");
        return new CertificationTerms(
            Ask("certification.fee"),
            Ask("certification.valid.years").Whole,
            [.. Ask("certification.reminder.days").Set
                .Select(days => int.Parse(days, CultureInfo.InvariantCulture)).OrderDescending()],
            Ask("certification.bank-check.working-days").Whole,
            [.. failures.Table.Select(row => Failure(row, failures.Rule.Ref, shares))],
            failures.Rule);
    }

    /// <summary>The reason of a failed certification.</summary>
    /// <param name="code">One of <see cref="Failures"/>.</param>
    /// <param name="detail">What the notice said; shown where the code alone says too little.</param>
    /// <exception cref="ArgumentException">The code is not among the causes.</exception>
    public Reason Failed(string code, string detail) =>
        Failures.Any(f => f.Code == code)
            ? new Reason(code, Severity.Block, Failures.First(f => f.Code == code).Rule, new Place("certification"),
                [Argument.Text("detail", detail)])
            : throw new ArgumentException($"{code} is not a cause of failure", nameof(code));

    private static CertificationFailure Failure(
        ImmutableSortedDictionary<string, string> row, RuleRef rule, Answer shares)
    {
        var share = shares.Table.FirstOrDefault(s => s["code"] == row["code"]);
        return new CertificationFailure(
            row["code"],
            share is null ? null : int.Parse(share["share"], CultureInfo.InvariantCulture),
            row["stage"],
            CertificationFailure.WayOf(row),
            share is null ? rule : shares.Rule.Ref);
    }
}
