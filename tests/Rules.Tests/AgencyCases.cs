using Guanwei.Rules.Codes;
using Guanwei.Rules.Eligibility;
using Guanwei.Rules.Regions;
using static Guanwei.Rules.Tests.Cell;
using Found = System.Collections.Generic.IEnumerable<(string Column, string Value)>;

namespace Guanwei.Rules.Tests;

/// <summary>The tables about codes, regions and who may apply.</summary>
internal static class AgencyCases
{
    public static Found CreditCodes(DocumentedRow row)
    {
        var fault = CreditCode.Read(row["typed"], out var code);
        return
        [
            ("fault", Slug.Of(fault)), ("holder", fault == CreditCodeFault.None ? Slug.Of(code.Holder) : ""),
        ];
    }

    public static Found CreditCodeRepairs(DocumentedRow row)
    {
        var repair = CreditCode.Repair(row["typed"]);
        return
        [
            ("place", $"{repair?.Position}"), ("slip", repair is null ? "" : Slug.Of(repair.Slip)),
            ("repaired", repair?.Text ?? ""),
        ];
    }

    public static Found ResidentIds(DocumentedRow row)
    {
        var fault = ResidentId.Read(row["typed"], out var id);
        var born = fault == ResidentIdFault.None ? $"{id.BornOn:yyyy-MM-dd}" : "";
        return [("fault", Slug.Of(fault)), ("born on", born), ("shown", id.ToString())];
    }

    public static Found ResidentIdPlaces(DocumentedRow row) =>
        [("place", $"{ResidentId.WrongPosition(row["typed"], Day(row["day"]))}")];

    public static Found Agency(DocumentedRow row)
    {
        var facts = new AgencyFacts(
            "样例单位",
            row["credit code"],
            Read<AgencyLevel>(row["level"]),
            Read<AgencyKind>(row["kind"]),
            row["region"]);
        return Verdict(AgencyCheck.Check(
            facts, Number(row["accounts"]), Given.Book, Given.Today, Read<Profile>(row["profile"])));
    }

    public static Found WhoMayApply(DocumentedRow row)
    {
        var scope = new Scope(Read<AgencyLevel>(row["level"]), Read<AgencyKind>(row["kind"]));
        var terms = ApplicationTerms.Of(scope, false, Given.Book, Given.Today, Read<Profile>(row["profile"]));
        var review = terms.Review.Automatic.Yes ? $"{terms.Review.Min}–{terms.Review.Max}" : "no day promised";
        return
        [
            ("may apply", YesNo(terms.MayApply)), ("working days", review), ("permissions", terms.Permission.Text),
        ];
    }

    public static Found ShortName(DocumentedRow row)
    {
        var code = Gazetteer.Named(row["name"]).Single(name => name.Kind is RegionNameKind.Full).Code;
        var others = Gazetteer.Names.Where(name => name.Code == code && name.Kind is RegionNameKind.Alias);
        return
        [
            ("short", Gazetteer.Find(code, Given.Today)!.ShortName),
            ("others", string.Join(", ", others.Select(name => name.Text))),
        ];
    }

    public static Found RegionMeant(DocumentedRow row) =>
        [("means", Gazetteer.Settle(row["text"], row["applicant"], Day(row["day"]))?.Code ?? "")];

    public static Found RegionAdded(DocumentedRow row)
    {
        var region = Gazetteer.Find(row["code"], Day(row["from"].Length > 0 ? row["from"] : row["to"]))!;
        return
        [
            ("name", region.Name), ("from", region.From == DateOnly.MinValue ? "" : $"{region.From:yyyy-MM-dd}"),
            ("to", $"{region.To:yyyy-MM-dd}"),
        ];
    }
}
