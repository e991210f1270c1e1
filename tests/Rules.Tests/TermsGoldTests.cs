using System.Globalization;
using System.Text.Json;
using Guanwei.Rules.AccountTypes;

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
    };

    private static List<JsonElement> Lines(string ask) =>
        [.. File.ReadLines(Path.Combine(Pages.Folder, "..", "..", "tests", "Samples", "terms-gold.jsonl"))
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line))
            .Where(line => Text(line, "ask") == ask)];

    [Fact]
    public void Every_number_the_gold_cases_know_is_the_books()
    {
        var asked = Lines("resolve").Where(line => Keys.ContainsKey(Text(line, "key-meaning")!)).ToList();
        var wrong = asked.Where(line => Found(line) != line.GetProperty("expect").GetInt32())
            .Select(line => $"{Found(line)} instead of {line}").ToList();

        Assert.True(asked.Count > 90, $"only {asked.Count} cases");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void The_adviser_gives_the_gold_advice()
    {
        var wrong = Lines("advise").Select(line => (line, Advice(line)))
            .Where(x => Text(x.line, "expect") != x.Item2).Select(x => $"{x.Item2} instead of {x.line}").ToList();

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static int Found(JsonElement line) => RuleBook.National.Resolve(
        Keys[Text(line, "key-meaning")!],
        new Scope(
            Read<AgencyLevel>(line, "level"), Read<AgencyKind>(line, "kind"),
            Text(line, "type") is null ? null : Read<AccountType>(line, "type"), Text(line, "region")),
        DateOnly.ParseExact(Text(line, "day")!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        Read<Profile>(line, "profile")).Whole;

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
