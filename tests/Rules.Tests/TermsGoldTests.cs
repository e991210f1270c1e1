using System.Globalization;
using System.Text.Json;
using Guanwei.Rules.AccountTypes;
using Guanwei.Rules.Documents;
using Guanwei.Rules.Eligibility;

namespace Guanwei.Rules.Tests;

/// <summary>The gold cases for terms and advice, written by somebody else from the guide and the regulations.</summary>
public class TermsGoldTests
{
    private static readonly Dictionary<string, Wish> Wishes = new()
    {
        ["社保查询"] = Wish.PersonalInquiries,
        ["电子证照"] = Wish.ECertificates,
        ["每日景点推荐"] = Wish.DailyPublishing,
        ["每日推送"] = Wish.DailyPublishing,
        ["政策宣传"] = Wish.AnnouncementsOnly,
        ["宣传"] = Wish.AnnouncementsOnly,
        ["在线办事"] = Wish.OnlineTransactions,
        ["预约"] = Wish.Appointments,
        ["模板消息"] = Wish.NoticesByTemplate,
        ["带参二维码"] = Wish.VenueCodes,
        ["地理位置"] = Wish.ServicesNearby,
        ["微信支付"] = Wish.Payment,
    };

    /// <summary>What the cases ask in words, and the key that answers a number.</summary>
    private static readonly Dictionary<string, string> Keys = new()
    {
        ["review time, shortest"] = "review.working-days.min",
        ["review time, longest"] = "review.working-days.max",
        ["menu levels"] = "menu.levels",
        ["menu entries at the top"] = "menu.entries.top",
        ["menu entries under one top entry"] = "menu.entries.sub",
        ["length of a top menu entry's name, most"] = "menu.name.top.bytes",
        ["length of a lower menu entry's name, most"] = "menu.name.sub.bytes",
        ["length of a menu entry's key, most"] = "menu.key.bytes",
        ["length of a menu entry's address, most"] = "menu.url.bytes",
        ["broadcasts a month, service account"] = "broadcast.quota",
        ["broadcasts a day, subscription account"] = "broadcast.quota",
        ["certification fee"] = "certification.fee",
        ["a certificate is valid"] = "certification.valid.years",
        ["review of a name with a protected word, longest"] = "certification.name-review.working-days",
        ["account of the bank transfer: days to reserve"] = "certification.bank-check.working-days",
        ["advanced interfaces of a service account"] = "interfaces.advanced",
        ["posts a month, least"] = "update.per-month.min",
        ["posts a week, least"] = "update.per-week.min",
        ["days without any update, most"] = "update.gap.days",
        ["articles are kept, least"] = "article.retention.months",
        ["services available in the year"] = "indicator.availability.min",
        ["monthly growth of followers, target"] = "indicator.follower-growth.target",
        ["monthly growth of followers, excellent"] = "indicator.follower-growth.excellent",
        ["original content, target"] = "indicator.original.target",
        ["original content, excellent"] = "indicator.original.excellent",
        ["replies to messages, target"] = "indicator.replies.target",
        ["replies to messages, excellent"] = "indicator.replies.excellent",
        ["levels of review"] = "publishing.review.levels",
        ["proofreadings"] = "publishing.proofreads",
        ["categories of the lexicon"] = "lexicon.categories.count",
        ["super administrators"] = "staff.supers.min",
        ["review of sign-in devices every"] = "staff.device-check.months",
        ["accounts of one agency on one platform, most"] = "accounts.per-agency",
        ["filing of an opening, working days"] = "filing.working-days",
        ["public notice before closing, least"] = "closing.notice.working-days",
        ["API calls to broadcast, most"] = "broadcast.api.per-minute",
        ["name length, shortest"] = "name.units.min",
        ["name length, longest"] = "name.units.max",
        ["logs are kept, least"] = "log.retention.months",
        ["password length, least"] = "sign-in.password.length.min",
        ["password classes, least"] = "sign-in.password.classes.min",
        ["failed sign-ins before the lock"] = "sign-in.failures.max",
    };

    /// <summary>What the cases ask that is not the number of one key: each as the case writes its answer.</summary>
    private static readonly Dictionary<string, Func<Asked, object?>> Meanings = new()
    {
        ["may it apply"] = MayApply,
        ["permission scope"] = asked => asked.Of("permission.scope").Text.Replace('-', ' '),
        ["WeChat payment allowed"] = asked => asked.Of("payment.allowed").Yes,
        ["annual review opens before the end"] = asked => asked.Of("certification.reminder.days").Set
            .Max(days => int.Parse(days, CultureInfo.InvariantCulture)),
        ["renames in a calendar year, most"] = asked =>
            asked.Of("name.renames.limited").Yes ? asked.Of("name.renames.max").Whole : null,
        ["a rename needs certification again"] = asked => asked.Of("name.renames.certification").Yes,
        ["the old name is kept after a rename"] = asked => asked.Of("name.renames.kept-hours").Whole,
        ["share of failures: subject does not match"] = asked => Share(asked, "CERTIFICATION_SUBJECT_MISMATCH"),
        ["share of failures: wrong amount"] = asked => Share(asked, "CERTIFICATION_AMOUNT_WRONG"),
        ["share of failures: face check expired"] = asked => Share(asked, "CERTIFICATION_FACE_CHECK_EXPIRED"),
        ["first answer to a major public-opinion incident, at most"] = asked => Hours(asked, "emergency.response"),
        ["press conference on a major incident, at most"] = asked => Hours(asked, "emergency.press-conference"),
        ["answer to any other incident, at most"] = asked => Hours(asked, "emergency.response.other"),
        ["complaints and suggestions answered within"] = asked => Hours(asked, "complaint.response"),
        ["confirmation of an API broadcast within"] = asked => Minutes(asked, "broadcast.api.confirm"),
        ["length of the lock"] = asked => Minutes(asked, "sign-in.lock"),
        ["idle time before sign-out"] = asked => Minutes(asked, "sign-in.idle.max"),
        ["follower growth may drive a veto"] = asked => asked.Of("indicator.followers.may-rank").Yes,
        ["legality review before a major policy is published"] = asked => asked.Of("publishing.legal-review").Yes,
        ["an internal unit may open an account"] = asked => asked.Of("accounts.internal-unit").Whole > 0,
        ["an account named after a campaign or internal unit"] = asked =>
            !IsRefused(asked, "name.campaign") && !IsRefused(asked, "name.internal-unit"),
        ["security assessment, at least every"] = asked => 12 / asked.Of("security.assessment.per-year").Whole,
        ["a scanned permit is smaller than"] = asked => asked.Of("document.bytes.below").Whole / (1024 * 1024),
    };

    private sealed record Asked(Scope Scope, DateOnly Day, Profile Profile)
    {
        public Answer Of(string key) => RuleBook.National.Resolve(key, Scope, Day, Profile);
    }

    private static List<JsonElement> Lines(string ask) =>
        [.. File.ReadLines(Path.Combine(Pages.Root(), "tests", "Samples", "terms-gold.jsonl"))
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line))
            .Where(line => Text(line, "ask") == ask)];

    [Fact]
    public void The_book_answers_all_that_the_gold_cases_ask()
    {
        var cases = Lines("resolve");
        var wrong = cases.Select(line => (line, Found: JsonSerializer.SerializeToElement(Found(line))))
            .Where(one => !JsonElement.DeepEquals(one.Found, one.line.GetProperty("expect")))
            .Select(one => $"{one.Found} instead of {one.line}").ToList();

        Assert.Equal(File.ReadLines(Path.Combine(Pages.Root(), "tests", "Samples", "terms-gold.jsonl")).Count(),
            cases.Count + Lines("advise").Count);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void The_adviser_gives_the_gold_advice()
    {
        var wrong = Lines("advise").Select(line => (line, Advice(line)))
            .Where(x => Text(x.line, "expect") != x.Item2).Select(x => $"{x.Item2} instead of {x.line}").ToList();

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static object? Found(JsonElement line)
    {
        var meaning = Text(line, "key-meaning")!;
        var asked = new Asked(
            new Scope(
                Read<AgencyLevel>(line, "level"), Read<AgencyKind>(line, "kind"),
                Text(line, "type") is null ? null : Read<AccountType>(line, "type"), Text(line, "region")),
            DateOnly.ParseExact(Text(line, "day")!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            Read<Profile>(line, "profile"));
        return Keys.TryGetValue(meaning, out var key) ? asked.Of(key).Whole : Meanings[meaning](asked);
    }

    private static string MayApply(Asked asked)
    {
        var terms = ApplicationTerms.Of(asked.Scope, isBranch: false, RuleBook.National, asked.Day, asked.Profile);
        return !terms.MayApply ? "no"
            : asked.Of("agency.letter.required").Yes ? "special-procedure"
            : terms.Documents.Any(one => one.AnyOf.Contains(DocumentKind.AuthorisationLetter))
                ? "yes-with-authorisation-letter"
            : "yes";
    }

    private static int Share(Asked asked, string code) => int.Parse(
        asked.Of("certification.failures.shares").Table.Single(row => row["code"] == code)["share"],
        CultureInfo.InvariantCulture);

    private static int Hours(Asked asked, string key) => (int)asked.Of(key).Duration.TotalHours;

    private static int Minutes(Asked asked, string key) => (int)asked.Of(key).Duration.TotalMinutes;

    private static bool IsRefused(Asked asked, string key) =>
        asked.Of(key) is { Yes: true, Rule.Severity: Severity.Block };

    private static string Advice(JsonElement line)
    {
        var wishes = line.GetProperty("wishes").EnumerateArray().Select(wish => Wishes[wish.GetString()!]);
        var scope = new Scope(Read<AgencyLevel>(line, "level"), AgencyKind.Administrative);
        var advice = Adviser.Advise(wishes, scope, RuleBook.National, Given.Today, Read<Profile>(line, "profile"));
        Sayings.AssertComplete(advice.Decision.Reasons);
        return advice.Plan!.Accounts.Length > 1 ? "matrix" : Slug.Of(advice.Recommended!.Value);
    }

    private static string? Text(JsonElement line, string name) =>
        line.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static T Read<T>(JsonElement line, string name) where T : struct, Enum =>
        Slug.TryRead<T>(Text(line, name), out var value)
            ? value
            : throw new InvalidOperationException($"{name} of {line}");
}
