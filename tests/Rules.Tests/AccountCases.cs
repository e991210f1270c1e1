using System.Globalization;
using Guanwei.Rules.AccountTypes;
using Guanwei.Rules.Certification;
using Guanwei.Rules.Documents;
using Guanwei.Rules.Rights;
using static Guanwei.Rules.Tests.Cell;
using Found = System.Collections.Generic.IEnumerable<(string Column, string Value)>;

namespace Guanwei.Rules.Tests;

/// <summary>The tables about accounts, certification and signing in.</summary>
internal static class AccountCases
{
    public static Found Limits(DocumentedRow row)
    {
        var scope = new Scope(
            Read<AgencyLevel>(row["level"]), AgencyKind.Administrative, Read<AccountType>(row["account type"]));
        var limits = AccountLimits.Of(scope, Given.Book, Given.Today, Read<Profile>(row["profile"]));
        return
        [
            ("broadcasts", limits.Broadcasts.Value.ToString()), ("period", Slug.Of(limits.Period)),
            ("menu", $"{limits.MenuLevels.Whole} levels, {limits.MenuTop.Whole} × {limits.MenuSub.Whole}"),
            ("interfaces", limits.AdvancedInterfaces.Value.ToString()), ("payment", YesNo(limits.Payment.Yes)),
        ];
    }

    public static Found Terms(DocumentedRow row)
    {
        var terms = CertificationTerms.Of(
            new Scope(AgencyLevel.County), Given.Book, Given.Today, Read<Profile>(row["profile"]));
        return
        [
            ("fee", terms.Fee.Value.ToString()), ("years", $"{terms.ValidYears}"),
            ("reminders", string.Join(", ", terms.ReminderDays)), ("bank check", $"{terms.BankCheckWorkingDays}"),
            ("failures", string.Join(", ", terms.Failures.Select(f => $"{f.Code} {f.SharePercent}".Trim()))),
        ];
    }

    public static Found Certificate(DocumentedRow row)
    {
        var term = CertificateTerm.Of(Day(row["from"]), Number(row["years"]));
        return
        [
            ("last day", $"{term.LastDay:yyyy-MM-dd}"),
            ("ends at (UTC)", $"{term.EndsAt.UtcDateTime:yyyy-MM-dd HH:mm}"),
        ];
    }

    public static Found AfterAFailure(DocumentedRow row)
    {
        var failed = new FailedAttempt(row["cause"], int.Parse(row["retries"], CultureInfo.InvariantCulture));
        var scope = new Scope(AgencyLevel.County, AgencyKind.Administrative);
        return
        [
            ("retry", CodesOf(AfterFailure.Retry(failed, scope, Given.Book, Given.Today, Profile.Guide))),
            ("correct", CodesOf(AfterFailure.Correct(failed, scope, Given.Book, Given.Today, Profile.Guide))),
        ];
    }

    public static Found Waivers(DocumentedRow row)
    {
        var (scope, profile) = (new Scope(AgencyLevel.County, AgencyKind.Administrative), Read<Profile>(row["profile"]));
        var decided = row["decided"] == "–" ? WaiverDecision.Open : Read<WaiverDecision>(row["decided"]);
        var claim = new WaiverClaim(row["region"], row["proof"] == "yes" ? [DocumentKind.FeeWaiverProof] : [], decided);
        var judged = FeeWaiver.Judge(row["decided"] == "–" ? null : claim, scope, Given.Book, Given.Today, profile);
        return
        [
            ("yuan", $"{judged.Yuan}"), ("codes", CodesOf(judged.Decision)),
            ("may claim", CodesOf(FeeWaiver.MayClaim(claim, scope, Given.Book, Given.Today, profile))),
        ];
    }

    public static Found Password(DocumentedRow row)
    {
        var reasons = SignInRules.Of(Given.Book, Given.Today).Refusals(row["password"]);
        Sayings.AssertComplete(reasons);
        return [("codes", string.Join(", ", reasons.Select(r => r.Code)))];
    }
}
