using System.Collections.Immutable;
using Guanwei.Rules.Documents;
using Guanwei.Rules.Regions;

namespace Guanwei.Rules.Certification;

/// <summary>What a person decided about a claim for a waiver.</summary>
public enum WaiverDecision
{
    /// <summary>Nothing yet.</summary>
    Open,

    /// <summary>It was granted.</summary>
    Granted,

    /// <summary>It was refused.</summary>
    Refused,
}

/// <summary>A claim that the fee be waived (费用减免); never decided by the program.</summary>
/// <param name="RegionCode">Region of the agency.</param>
/// <param name="Documents">The documents handed in.</param>
/// <param name="Decision">What the reviewer decided.</param>
public sealed record WaiverClaim(
    string? RegionCode, ImmutableArray<DocumentKind> Documents, WaiverDecision Decision);

/// <summary>What is to be paid for a certification.</summary>
/// <param name="Yuan">The fee as it stands now.</param>
/// <param name="Decision">Why.</param>
public sealed record FeeAnswer(int Yuan, Decision Decision);

/// <summary>The fee of a certification, with a waiver that somebody claims and a person decides.</summary>
public static class FeeWaiver
{
    private static readonly Place Fee = new("certification", "fee");

    /// <summary>What is to be paid.</summary>
    /// <param name="claim">The claim for a waiver, if there is one.</param>
    /// <param name="scope">Level, kind and region of the agency.</param>
    /// <param name="book">The rules.</param>
    /// <param name="day">The day in Beijing, for which the list of counties is asked.</param>
    /// <param name="profile">The installation's profile.</param>
    public static FeeAnswer Judge(WaiverClaim? claim, Scope scope, RuleBook book, DateOnly day, Profile profile)
    {
        var inquiry = new Inquiry(book, scope, day, profile);
        var yuan = Judge(inquiry, claim);
        return new(yuan, inquiry.Decide(new { claim, scope }));
    }

    /// <summary>
    /// Whether a waiver may be claimed at all, and with what it is claimed: refused where no fee is owed, where no rule
    /// knows a waiver, and without its proof; a region that is not on the day's list is named to whoever decides.
    /// </summary>
    /// <inheritdoc cref="Judge(WaiverClaim?, Scope, RuleBook, DateOnly, Profile)" path="/param"/>
    public static Decision MayClaim(WaiverClaim claim, Scope scope, RuleBook book, DateOnly day, Profile profile)
    {
        var inquiry = new Inquiry(book, scope, day, profile);
        var fee = inquiry.Ask("certification.fee");
        var waiver = inquiry.Ask("certification.fee.waiver");
        if (fee.Whole == 0)
        {
            inquiry.RaiseAs(fee, Severity.Block, Fee, ReasonCode.FeeExempt);
        }
        else if (!waiver.Yes)
        {
            inquiry.RaiseAs(waiver, Severity.Block, Fee, ReasonCode.WaiverNotProvided);
        }
        else
        {
            Proof(inquiry, claim);
            Listed(inquiry, claim);
        }

        return inquiry.Decide(new { claim, scope });
    }

    private static int Judge(Inquiry inquiry, WaiverClaim? claim)
    {
        var fee = inquiry.Ask("certification.fee");
        if (fee.Whole == 0)
        {
            inquiry.Raise(fee, Fee, ReasonCode.FeeExempt);
            return 0;
        }

        var amount = Argument.Number("fee", fee.Whole);
        var waiver = inquiry.Ask("certification.fee.waiver");
        if (claim is null || !waiver.Yes)
        {
            inquiry.Raise(fee, Fee, null, amount);
            return fee.Whole;
        }

        Proof(inquiry, claim);
        Listed(inquiry, claim);
        var code = claim.Decision switch
        {
            WaiverDecision.Granted => ReasonCode.WaiverGranted,
            WaiverDecision.Refused => ReasonCode.WaiverRefused,
            _ => ReasonCode.WaiverToDecide,
        };
        inquiry.Raise(waiver, Fee, code, amount);
        return claim.Decision == WaiverDecision.Granted ? 0 : fee.Whole;
    }

    private static void Proof(Inquiry inquiry, WaiverClaim claim)
    {
        var proofs = inquiry.Ask("certification.fee.waiver.documents");
        var given = claim.Documents.Select(kind => Slug.Of(kind)).ToList();
        foreach (var missing in proofs.Set.Except(given))
        {
            inquiry.Raise(proofs, new Place("documents", missing), null,
                Argument.Term("document", "document", missing));
        }
    }

    private static void Listed(Inquiry inquiry, WaiverClaim claim)
    {
        var counties = inquiry.Ask("certification.fee.waiver.counties");
        if (claim.RegionCode is not { } region || !counties.Set.Any(county => RegionCode.Contains(county, region)))
        {
            inquiry.Raise(counties, Fee, null,
                Argument.Text("region", claim.RegionCode ?? ""), Argument.Day("day", inquiry.Day));
        }
    }
}
