using static Guanwei.Rules.Tests.Cell;
using Found = System.Collections.Generic.IEnumerable<(string Column, string Value)>;

namespace Guanwei.Rules.Tests;

/// <summary>What each table of the pages asks the rules: a row's input columns in, its answer columns out.</summary>
internal static class Cases
{
    public static readonly IReadOnlyDictionary<string, Func<DocumentedRow, Found>> Runners =
        new Dictionary<string, Func<DocumentedRow, Found>>
        {
            ["resolution"] = Resolution,
            ["credit-code"] = AgencyCases.CreditCodes,
            ["credit-code-repair"] = AgencyCases.CreditCodeRepairs,
            ["resident-id"] = AgencyCases.ResidentIds,
            ["resident-id-place"] = AgencyCases.ResidentIdPlaces,
            ["agency"] = AgencyCases.Agency,
            ["who-may-apply"] = AgencyCases.WhoMayApply,
            ["short-name"] = AgencyCases.ShortName,
            ["region"] = AgencyCases.RegionMeant,
            ["addition"] = AgencyCases.RegionAdded,
            ["naming"] = NamePageCases.Naming,
            ["name-keys"] = NamePageCases.NameKey,
            ["renames"] = NamePageCases.Renames,
            ["required"] = DocumentCases.Required,
            ["handed-in"] = DocumentCases.HandedIn,
            ["seal"] = DocumentCases.Seals,
            ["file"] = DocumentCases.File,
            ["pair"] = DocumentCases.Pair,
            ["staff"] = DocumentCases.Staff,
            ["roles"] = DocumentCases.Roles,
            ["limits"] = AccountCases.Limits,
            ["terms"] = AccountCases.Terms,
            ["certificate"] = AccountCases.Certificate,
            ["after-failure"] = AccountCases.AfterAFailure,
            ["waiver"] = AccountCases.Waivers,
            ["due"] = DayCases.DueDates,
            ["days-left"] = DayCases.DaysLeft,
            ["paused"] = DayCases.PausedDates,
            ["password"] = AccountCases.Password,
        };

    private static Found Resolution(DocumentedRow row)
    {
        var scope = new Scope(
            Optional<AgencyLevel>(row["level"]), Optional<AgencyKind>(row["kind"]),
            Optional<AccountType>(row["account type"]));
        var answer = Given.Book.Resolve(row["key"], scope, Day(row["day"]), Read<Profile>(row["profile"]));
        return
        [
            ("value", answer.Value.ToString()), ("rule", answer.Rule.Ref.ToString()), ("basis", Slug.Of(answer.Basis)),
        ];
    }
}
