using System.Collections.Immutable;

namespace Guanwei.Rules.Eligibility;

/// <summary>What can be done instead of opening an account.</summary>
public enum OfferKind
{
    /// <summary>使用现有账号.</summary>
    UseExisting,

    /// <summary>归并.</summary>
    Merge,

    /// <summary>更名.</summary>
    Rename,

    /// <summary>由上级单位账号承载.</summary>
    CarriedBySuperior,

    /// <summary>由所在单位申请.</summary>
    ApplyAsAgency,

    /// <summary>在现有账号设专栏.</summary>
    Column,
}

/// <summary>A way out that is offered with a reason.</summary>
/// <param name="Kind">What is offered.</param>
/// <param name="Code">Code of the reason it answers.</param>
/// <param name="Rule">The rule that lists the offers.</param>
public readonly record struct Offer(OfferKind Kind, string Code, RuleRef Rule);

/// <summary>What the first questions came to.</summary>
/// <param name="Decision">All reasons.</param>
/// <param name="Offers">The ways out, in the order of the reasons.</param>
public sealed record FirstAnswer(Decision Decision, ImmutableArray<Offer> Offers);

/// <summary>
/// What is asked before anything is filled in (首问): may such a body have an account, has it one already, is it a
/// unit inside an agency, is it for a campaign?
/// </summary>
public static class FirstQuestions
{
    private const string Step = "agency";

    /// <summary>1 in rows with the unit <c>stance</c>: not as a rule; 0: not at all; 2: freely.</summary>
    private const int Freely = 2;

    /// <summary>Answers the first questions.</summary>
    /// <param name="agency">The agency; an incomplete name asks less.</param>
    /// <param name="existingAccounts">How many accounts or other openings it has on the platform.</param>
    /// <param name="replies">What the applicant answered.</param>
    /// <param name="book">The rules.</param>
    /// <param name="day">The day in Beijing.</param>
    /// <param name="profile">The installation's profile.</param>
    public static FirstAnswer Check(
        AgencyFacts agency, int existingAccounts, FirstReplies replies, RuleBook book, DateOnly day, Profile profile)
    {
        var inquiry = new Inquiry(
            book, new Scope(agency.Level, agency.Kind, Region: agency.RegionCode), day, profile);
        AgencyCheck.Kind(inquiry, agency);
        AgencyCheck.Existing(inquiry, existingAccounts);
        Into(inquiry, agency, replies);
        var offers = inquiry.Ask("accounts.offers");
        var decision = inquiry.Decide(new { agency, existingAccounts, replies });
        return new(decision, [.. decision.Reasons.Select(r => r.Code).Distinct().SelectMany(c => Offers(offers, c))]);
    }

    internal static void Into(Inquiry inquiry, AgencyFacts agency, FirstReplies replies)
    {
        OwnAccount(inquiry, agency);
        InternalUnit(inquiry, agency.Name ?? "", replies.InternalUnit);
        Campaign(inquiry, replies);
    }

    private static void OwnAccount(Inquiry inquiry, AgencyFacts agency)
    {
        var own = inquiry.Ask("accounts.own");
        if (own.Whole < Freely && !EndsInAny(agency.Name ?? "", inquiry.Ask("accounts.own.exempt-endings")))
        {
            inquiry.Raise(own, new Place(Step, "level"), ReasonCode.AccountDiscouraged,
                Argument.Term("level", "level", Slug.Of(agency.Level)),
                Argument.Term("stance", "stance", own.Value.ToString()));
        }
    }

    private static void InternalUnit(Inquiry inquiry, string name, Reply reply)
    {
        var allowed = inquiry.Ask("accounts.internal-unit");
        var looksSo = UnitNames.LooksInternal(inquiry, name);
        if (allowed.Whole >= Freely || (reply != Reply.Yes && !looksSo))
        {
            return;
        }

        // Who says "no" to a name that looks so is not stopped by a guess: a reviewer looks.
        var severity = reply == Reply.No ? Severity.Warn : allowed.Rule.Severity;
        inquiry.RaiseAs(allowed, severity, new Place(Step, "internal-unit"), null, Argument.Text("name", name));
    }

    private static void Campaign(Inquiry inquiry, FirstReplies replies)
    {
        var allowed = inquiry.Ask("accounts.campaign");
        if (allowed.Whole >= Freely || replies.ShortLived != Reply.Yes)
        {
            return;
        }

        inquiry.Raise(allowed, new Place(Step, "short-lived"));
        if (replies.EndsOn is null)
        {
            inquiry.Raise(allowed, new Place(Step, "ends-on"), ReasonCode.CampaignEndMissing);
        }
    }

    private static bool EndsInAny(string name, Answer endings) =>
        endings.Set.Any(ending => name.EndsWith(ending, StringComparison.Ordinal));

    private static IEnumerable<Offer> Offers(Answer table, string code) =>
        table.Table.Where(row => row["code"] == code)
            .SelectMany(row => row["offers"].Split(' '))
            .Select(slug => Slug.TryRead<OfferKind>(slug, out var kind)
                ? new Offer(kind, code, table.Rule.Ref)
                : throw new InvalidOperationException($"accounts.offers names an offer that is not known: {slug}"));
}
