using System.Globalization;
using System.Text.RegularExpressions;
using Guanwei.Rules.AccountTypes;
using Guanwei.Rules.Certification;
using Guanwei.Rules.Codes;
using Guanwei.Rules.Documents;
using Guanwei.Rules.Eligibility;
using Guanwei.Rules.Naming;
using Guanwei.Rules.Regions;
using Guanwei.Rules.Rights;
using Guanwei.Rules.WorkingDays;
using Found = System.Collections.Generic.IEnumerable<(string Column, string Value)>;

namespace Guanwei.Rules.Tests;

/// <summary>What each table of the pages asks the rules: a row's input columns in, its answer columns out.</summary>
internal static partial class Cases
{
    public static readonly IReadOnlyDictionary<string, Func<DocumentedRow, Found>> Runners =
        new Dictionary<string, Func<DocumentedRow, Found>>
        {
            ["resolution"] = Resolution,
            ["credit-code"] = CreditCodes,
            ["credit-code-repair"] = CreditCodeRepairs,
            ["resident-id"] = ResidentIds,
            ["resident-id-place"] = ResidentIdPlaces,
            ["agency"] = Agency,
            ["who-may-apply"] = WhoMayApply,
            ["short-name"] = ShortName,
            ["region"] = RegionMeant,
            ["addition"] = RegionAdded,
            ["naming"] = Naming,
            ["name-keys"] = NameKey,
            ["renames"] = Renames,
            ["required"] = Required,
            ["handed-in"] = HandedIn,
            ["seal"] = Seals,
            ["file"] = File,
            ["pair"] = Pair,
            ["staff"] = Staff,
            ["roles"] = Roles,
            ["limits"] = Limits,
            ["terms"] = Terms,
            ["certificate"] = Certificate,
            ["after-failure"] = AfterAFailure,
            ["waiver"] = Waivers,
            ["due"] = DueDates,
            ["days-left"] = DaysLeft,
            ["paused"] = PausedDates,
            ["password"] = Password,
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

    private static Found CreditCodes(DocumentedRow row)
    {
        var fault = CreditCode.Read(row["typed"], out var code);
        return
        [
            ("fault", Slug.Of(fault)), ("holder", fault == CreditCodeFault.None ? Slug.Of(code.Holder) : ""),
        ];
    }

    private static Found ResidentIds(DocumentedRow row)
    {
        var fault = ResidentId.Read(row["typed"], out var id);
        var born = fault == ResidentIdFault.None ? $"{id.BornOn:yyyy-MM-dd}" : "";
        return [("fault", Slug.Of(fault)), ("born on", born), ("shown", id.ToString())];
    }

    private static Found CreditCodeRepairs(DocumentedRow row)
    {
        var repair = CreditCode.Repair(row["typed"]);
        return
        [
            ("place", $"{repair?.Position}"), ("slip", repair is null ? "" : Slug.Of(repair.Slip)),
            ("repaired", repair?.Text ?? ""),
        ];
    }

    private static Found ResidentIdPlaces(DocumentedRow row) =>
        [("place", $"{ResidentId.WrongPosition(row["typed"], Day(row["day"]))}")];

    private static Found Agency(DocumentedRow row)
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

    private static Found ShortName(DocumentedRow row)
    {
        var code = Gazetteer.Named(row["name"]).Single(name => name.Kind is RegionNameKind.Full).Code;
        var others = Gazetteer.Names.Where(name => name.Code == code && name.Kind is RegionNameKind.Alias);
        return
        [
            ("short", Gazetteer.Find(code, Given.Today)!.ShortName),
            ("others", string.Join(", ", others.Select(name => name.Text))),
        ];
    }

    private static Found RegionMeant(DocumentedRow row) =>
        [("means", Gazetteer.Settle(row["text"], row["applicant"], Day(row["day"]))?.Code ?? "")];

    private static Found RegionAdded(DocumentedRow row)
    {
        var region = Gazetteer.Find(row["code"], Day(row["from"].Length > 0 ? row["from"] : row["to"]))!;
        return
        [
            ("name", region.Name), ("from", region.From == DateOnly.MinValue ? "" : $"{region.From:yyyy-MM-dd}"),
            ("to", $"{region.To:yyyy-MM-dd}"),
        ];
    }

    private static Found WhoMayApply(DocumentedRow row)
    {
        var scope = new Scope(Read<AgencyLevel>(row["level"]), Read<AgencyKind>(row["kind"]));
        var terms = ApplicationTerms.Of(scope, false, Given.Book, Given.Today, Read<Profile>(row["profile"]));
        var review = terms.Review.Automatic.Yes ? $"{terms.Review.Min}–{terms.Review.Max}" : "no day promised";
        return
        [
            ("may apply", YesNo(terms.MayApply)), ("working days", review), ("permissions", terms.Permission.Text),
        ];
    }

    private static Found AfterAFailure(DocumentedRow row)
    {
        var failed = new FailedAttempt(row["cause"], int.Parse(row["retries"], CultureInfo.InvariantCulture));
        var scope = new Scope(AgencyLevel.County, AgencyKind.Administrative);
        return
        [
            ("retry", Codes(AfterFailure.Retry(failed, scope, Given.Book, Given.Today, Profile.Guide))),
            ("correct", Codes(AfterFailure.Correct(failed, scope, Given.Book, Given.Today, Profile.Guide))),
        ];
    }

    private static Found HandedIn(DocumentedRow row)
    {
        var scope = new Scope(AgencyLevel.County, AgencyKind.Administrative);
        var given = row["handed in"].Split(", ")
            .Select((slug, i) => Given.Document(Read<DocumentKind>(slug), $"{i:x2}")).ToList();
        var reasons = DocumentCheck.Check(given, false, scope, Given.Book, Given.Today, Read<Profile>(row["profile"])).Reasons;
        return
        [
            ("missing", Of("DOCUMENT_MISSING")), ("replaced", Of("DOCUMENT_REPLACED")), ("advised", Of("DOCUMENT_ADVISED")),
        ];

        string Of(string code) =>
            string.Join(", ", reasons.Where(r => r.Code == code).Select(r => r.Place.Field).Order(StringComparer.Ordinal))
                is { Length: > 0 } fields ? fields : "–";
    }

    private static Found Seals(DocumentedRow row) =>
    [
        ("seal", Slug.Of(DocumentSeals.Of(
            Read<DocumentKind>(row["document"]), new Scope(AgencyLevel.County, AgencyKind.Administrative), Given.Book,
            Given.Today, Read<Profile>(row["profile"])).Seal)),
    ];

    private static Found Waivers(DocumentedRow row)
    {
        var (scope, profile) = (new Scope(AgencyLevel.County, AgencyKind.Administrative), Read<Profile>(row["profile"]));
        var decided = row["decided"] == "–" ? WaiverDecision.Open : Read<WaiverDecision>(row["decided"]);
        var claim = new WaiverClaim(row["region"], row["proof"] == "yes" ? [DocumentKind.FeeWaiverProof] : [], decided);
        var judged = FeeWaiver.Judge(row["decided"] == "–" ? null : claim, scope, Given.Book, Given.Today, profile);
        return
        [
            ("yuan", $"{judged.Yuan}"), ("codes", Codes(judged.Decision)),
            ("may claim", Codes(FeeWaiver.MayClaim(claim, scope, Given.Book, Given.Today, profile))),
        ];
    }

    private static Found Naming(DocumentedRow row)
    {
        var applicant = new NameApplicant(
            row["agency"], Read<AgencyLevel>(row["level"]), Read<AgencyKind>(row["kind"]),
            row["region"].Length == 0 ? null : row["region"]);
        var taken = NameIndex.Of(
            row["taken"].Length == 0 ? [] : [new RegisteredName(row["taken"], "样例市样例中心")], Given.Book, Given.Today);
        var decision = NameCheck.Check(
            new NameFacts(Spelled(row["name"]), applicant, taken), Given.Book, Given.Today, Read<Profile>(row["profile"]));
        return [("verdict", Slug.Of(decision.Outcome)), ("codes", Codes(decision))];
    }

    private static Found NameKey(DocumentedRow row)
    {
        var (one, other) = (Keys("one"), Keys("other"));
        var shared = one.Intersect(other).Select(key => Slug.Of(key.Kind)).Distinct();
        return [("alike", string.Join(", ", shared))];

        IEnumerable<NameKey> Keys(string column) => NameKeys.Of(Spelled(row[column]), Given.Book, Given.Today);
    }

    private static Found Renames(DocumentedRow row)
    {
        var decision = RenameCheck.Check(
            Number(row["renamed this year"]), new Scope(AgencyLevel.County), Given.Book, Given.Today,
            Read<Profile>(row["profile"]));
        return [("verdict", Slug.Of(decision.Outcome)), ("codes", Codes(decision))];
    }

    private static Found Required(DocumentedRow row)
    {
        var scope = new Scope(Read<AgencyLevel>(row["level"]), Read<AgencyKind>(row["kind"]));
        var required = RequiredDocuments.For(
            scope, row["branch"] == "yes", Given.Book, Given.Today, Read<Profile>(row["profile"]));
        var alternatives = required.Select(r => string.Join('/', r.AnyOf.Select(k => Slug.Of(k))));
        return [("required", string.Join(", ", alternatives))];
    }

    private static Found File(DocumentedRow row)
    {
        var file = new DocumentFacts(
            Read<DocumentKind>(row["document"]), Read<MediaKind>(row["media"]), Number(row["bytes"]), "aa",
            Number(row["pages"]), Read<Legibility>(row["legibility"]));
        return [("codes", Codes(DocumentCheck.CheckFile(
            file, new Scope(AgencyLevel.County), Given.Book, Given.Today, Profile.Guide)))];
    }

    private static Found Pair(DocumentedRow row)
    {
        var one = Given.Document(Read<DocumentKind>(row["one"]), row["its digest"]);
        var other = Given.Document(Read<DocumentKind>(row["other"]), row["the other's"]);
        var decision = DocumentCheck.Check(
            [one, other], false, new Scope(AgencyLevel.County), Given.Book, Given.Today, Profile.Guide);
        return [("codes", Codes(decision, "DOCUMENT_MISSING", "DOCUMENT_ADVISED"))];
    }

    private static Found Staff(DocumentedRow row)
    {
        var staff = new StaffFacts(Person(row["A"]), Person(row["B"]), Person(row["operator"]));
        return [("codes", Codes(StaffCheck.Check(
            staff, new Scope(AgencyLevel.County, AgencyKind.Administrative), Given.Book, Given.Today, Profile.Guide)))];
    }

    private static StaffMember? Person(string text)
    {
        var words = text.Split(' ');
        return text.Length == 0
            ? null
            : new StaffMember(
                words[1],
                Read<Establishment>(words[0]),
                words.Contains("no-email") ? "" : words.Contains("public") ? "x@QQ.com" : $"{words[1]}@example.gov.cn",
                words.Contains("unverified") ? EmailState.Unverified : EmailState.Verified);
    }

    private static Found Roles(DocumentedRow row)
    {
        var table = RoleTable.Of(Scope.Everywhere, Given.Book, Given.Today, Profile.Guide);
        var role = Read<AccountRole>(row["role"]);
        return Enum.GetValues<RightArea>().Select(area => (Slug.Of(area), YesNo(table.Allows(role, area))));
    }

    private static Found Limits(DocumentedRow row)
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

    private static Found Terms(DocumentedRow row)
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

    private static Found Certificate(DocumentedRow row)
    {
        var term = CertificateTerm.Of(Day(row["from"]), Number(row["years"]));
        return
        [
            ("last day", $"{term.LastDay:yyyy-MM-dd}"),
            ("ends at (UTC)", $"{term.EndsAt.UtcDateTime:yyyy-MM-dd HH:mm}"),
        ];
    }

    private static Found DueDates(DocumentedRow row)
    {
        var due = WorkingDayCalendar.National.Due(InBeijing(row["accepted (Beijing)"]), Number(row["working days"]));
        return
        [
            ("due (Beijing)", $"{due.At.ToOffset(Beijing.Offset):yyyy-MM-dd HH:mm}"),
            ("provisional", YesNo(due.Provisional)),
        ];
    }

    private static Found PausedDates(DocumentedRow row)
    {
        var accepted = InBeijing(row["accepted (Beijing)"]);
        var pause = new Pause(InBeijing(row["paused (Beijing)"]), InBeijing(row["resumed (Beijing)"]));
        var due = WorkingDayCalendar.National.Due(accepted, Number(row["working days"]), pauses: [pause]);
        var spent = WorkingDayCalendar.National.WorkingDaysSpent(accepted, pause);
        return
        [
            ("due (Beijing)", $"{due.At.ToOffset(Beijing.Offset):yyyy-MM-dd HH:mm}"), ("provisional", YesNo(due.Provisional)),
            ("not counted", spent.ToString(CultureInfo.InvariantCulture)),
        ];
    }

    private static Found DaysLeft(DocumentedRow row)
    {
        var left = WorkingDayCalendar.National.WorkingDaysLeft(
            InBeijing(row["now (Beijing)"]), InBeijing(row["due (Beijing)"]));
        return [("left", left.ToString(CultureInfo.InvariantCulture))];
    }

    private static Found Password(DocumentedRow row)
    {
        var reasons = SignInRules.Of(Given.Book, Given.Today).Refusals(row["password"]);
        Sayings.AssertComplete(reasons);
        return [("codes", string.Join(", ", reasons.Select(r => r.Code)))];
    }

    private static Found Verdict(Decision decision) =>
        [("outcome", Slug.Of(decision.Outcome)), ("codes", Codes(decision))];

    /// <summary>The codes of a decision, each of which must be sayable in both languages.</summary>
    private static string Codes(Decision decision, params string[] without)
    {
        Sayings.AssertComplete(decision.Reasons);
        return string.Join(", ", decision.Reasons.Select(r => r.Code).Except(without).Distinct());
    }

    // Characters that nobody sees are written {U+200B} in the pages.
    private static string Spelled(string text) => CodePoint().Replace(text, match =>
        char.ConvertFromUtf32(int.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)));

    [GeneratedRegex(@"\{U\+([0-9A-F]+)\}")]
    private static partial Regex CodePoint();

    private static DateTimeOffset InBeijing(string text) =>
        new(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), Beijing.Offset);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string YesNo(bool value) => value ? "yes" : "no";

    private static T? Optional<T>(string text) where T : struct, Enum => text.Length == 0 ? null : Read<T>(text);

    private static T Read<T>(string text) where T : struct, Enum
    {
        Assert.True(Slug.TryRead<T>(text, out var value), $"{text} is no {typeof(T).Name}");
        return value;
    }
}
