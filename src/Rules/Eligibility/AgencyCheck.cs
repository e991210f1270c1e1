using Guanwei.Rules.Codes;
using Guanwei.Rules.Regions;

namespace Guanwei.Rules.Eligibility;

/// <summary>May this body have a government account at all?</summary>
public static class AgencyCheck
{
    private const string Step = "agency";

    /// <summary>Checks the kind of body, its name, credit code and region, and the accounts it already has.</summary>
    /// <param name="agency">The agency.</param>
    /// <param name="existingAccounts">How many accounts or other openings it has on the platform.</param>
    /// <param name="book">The rules.</param>
    /// <param name="day">The day in Beijing.</param>
    /// <param name="profile">The installation's profile.</param>
    public static Decision Check(
        AgencyFacts agency, int existingAccounts, RuleBook book, DateOnly day, Profile profile)
    {
        var inquiry = new Inquiry(
            book, new Scope(agency.Level, agency.Kind, Region: agency.RegionCode), day, profile);
        Into(inquiry, agency, existingAccounts);
        return inquiry.Decide(new { agency, existingAccounts });
    }

    internal static void Into(Inquiry inquiry, AgencyFacts agency, int existingAccounts)
    {
        Kind(inquiry, agency);
        Identity(inquiry, agency);
        Code(inquiry, agency);
        Letter(inquiry, agency.Letter);
        Existing(inquiry, existingAccounts);
    }

    internal static void Existing(Inquiry inquiry, int existingAccounts)
    {
        var max = inquiry.Ask("accounts.per-agency");
        if (existingAccounts >= max.Whole)
        {
            inquiry.Raise(max, new Place(Step), null,
                Argument.Number("existing", existingAccounts), Argument.Number("max", max.Whole));
        }
    }

    internal static void Kind(Inquiry inquiry, AgencyFacts agency)
    {
        foreach (var key in new[] { "eligibility.kinds.refused", "eligibility.kinds.confirmed" })
        {
            var kinds = inquiry.Ask(key);
            if (kinds.Set.Contains(Slug.Of(agency.Kind)))
            {
                inquiry.Raise(kinds, new Place(Step, "kind"), null, KindTerm(agency));
            }
        }
    }

    private static void Identity(Inquiry inquiry, AgencyFacts agency)
    {
        var identity = inquiry.Ask("agency.identity");
        if (identity.Yes && string.IsNullOrWhiteSpace(agency.Name))
        {
            inquiry.Raise(identity, new Place(Step, "name"));
        }

        if (identity.Yes && !RegionCode.IsWellFormed(agency.RegionCode))
        {
            inquiry.Raise(identity, new Place(Step, "region-code"), ReasonCode.RegionCodeInvalid,
                Argument.Text("code", agency.RegionCode ?? ""));
            return;
        }

        var known = inquiry.Ask("agency.region-code.known");
        if (known.Yes && agency.RegionCode is { } code && !RegionCode.IsKnown(code, inquiry.Day))
        {
            inquiry.Raise(known, new Place(Step, "region-code"), null, Argument.Text("code", code));
        }
    }

    private static void Code(Inquiry inquiry, AgencyFacts agency)
    {
        var place = new Place(Step, "credit-code");
        var check = inquiry.Ask("agency.credit-code.checked");
        if (!check.Yes)
        {
            return;
        }

        var fault = CreditCode.Read(agency.CreditCode, out var code);
        if (CreditCode.Repair(agency.CreditCode) is { } repair)
        {
            inquiry.Raise(check, place,
                repair.Slip is CodeSlip.Swap ? ReasonCode.CreditCodeSwapped : ReasonCode.CreditCodeLikely,
                Argument.Number("position", repair.Position), Argument.Number("next", repair.Position + 1),
                Argument.Text("character", $"{repair.Character}"), Argument.Text("repaired", repair.Text));
            return;
        }

        if (fault != CreditCodeFault.None)
        {
            inquiry.Raise(check, place, CodeOf(fault), What(fault, agency.CreditCode));
            return;
        }

        var holders = inquiry.Ask("agency.credit-code.holders");
        var holder = Slug.Of(code.Holder);
        if (!holders.Table.Any(row => row["kind"] == Slug.Of(agency.Kind) && row["holder"] == holder))
        {
            inquiry.Raise(holders, place, null, Argument.Term("holder", "holder", holder), KindTerm(agency));
        }
    }

    private static Argument[] What(CreditCodeFault fault, string? typed)
    {
        if (fault != CreditCodeFault.Character || CreditCode.WrongPosition(typed) is not { } position)
        {
            return [];
        }

        var character = CreditCode.Normalised(typed)[position - 1];
        return [Argument.Number("position", position), Argument.Text("character", $"{character}")];
    }

    private static void Letter(Inquiry inquiry, LetterFacts? letter)
    {
        var required = inquiry.Ask("agency.letter.required");
        if (!required.Yes || letter is null)
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(letter.Number))
        {
            inquiry.Raise(required, new Place(Step, "letter-number"));
        }

        var date = new Place(Step, "letter-date");
        if (letter.Date is not { } day)
        {
            inquiry.Raise(required, date, ReasonCode.LetterDateMissing);
        }
        else if (day > inquiry.Day)
        {
            inquiry.Raise(required, date, ReasonCode.LetterDateAhead, Argument.Day("day", day));
        }
    }

    private static Argument KindTerm(AgencyFacts agency) => Argument.Term("kind", "kind", Slug.Of(agency.Kind));

    private static string CodeOf(CreditCodeFault fault) => fault switch
    {
        CreditCodeFault.Missing => ReasonCode.CreditCodeMissing,
        CreditCodeFault.Length => ReasonCode.CreditCodeLength,
        CreditCodeFault.Character => ReasonCode.CreditCodeCharacter,
        CreditCodeFault.InnerCheck => ReasonCode.CreditCodeInnerCheck,
        _ => ReasonCode.CreditCodeOuterCheck,
    };
}
