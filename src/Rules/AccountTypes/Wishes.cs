using System.Collections.Immutable;

namespace Guanwei.Rules.AccountTypes;

/// <summary>What an agency wants to do with an account.</summary>
public enum Wish
{
    /// <summary>每日发布.</summary>
    DailyPublishing,

    /// <summary>频繁群发消息.</summary>
    FrequentMessages,

    /// <summary>只发布通知公告.</summary>
    AnnouncementsOnly,

    /// <summary>网上办事.</summary>
    OnlineTransactions,

    /// <summary>个人信息查询（如社保）.</summary>
    PersonalInquiries,

    /// <summary>在线缴费.</summary>
    Payment,

    /// <summary>预约.</summary>
    Appointments,

    /// <summary>模板消息通知.</summary>
    NoticesByTemplate,

    /// <summary>电子证照.</summary>
    ECertificates,

    /// <summary>未认证即可用菜单.</summary>
    MenusUnverified,

    /// <summary>人工客服.</summary>
    AnswersByAgents,

    /// <summary>场所码等带参数二维码.</summary>
    VenueCodes,

    /// <summary>附近服务（位置）.</summary>
    ServicesNearby,

    /// <summary>投票.</summary>
    Votes,
}

/// <summary>Whether a type of account meets a wish, and why not.</summary>
/// <param name="Wish">The wish.</param>
/// <param name="Type">The type of account.</param>
/// <param name="Lacks">
/// What is wanting, words of the group <c>capability</c>; <c>daily-broadcast</c> where the type sends too rarely.
/// </param>
/// <param name="Rules">The rules that were looked at; the first of them decides.</param>
/// <param name="TypeOffers">Whether the type alone would meet it, the level's permissions aside.</param>
public sealed record WishAnswer(
    Wish Wish, AccountType Type, ImmutableArray<string> Lacks, ImmutableArray<RuleRef> Rules, bool TypeOffers)
{
    /// <summary>Whether the type meets the wish.</summary>
    public bool Met => Lacks.IsEmpty;
}

/// <summary>What each wish needs, as the table has it.</summary>
internal sealed record WishNeeds(
    Wish Wish,
    ImmutableArray<Capability> Capabilities,
    bool Daily,
    AccountStanding Standing,
    AccountType Leans)
{
    private const string DailyBroadcast = "daily-broadcast";

    public static WishNeeds Of(Answer table, Wish wish)
    {
        var row = table.Table.FirstOrDefault(row => row["wish"] == Slug.Of(wish))
            ?? throw new InvalidOperationException($"adviser.wishes has no row for {Slug.Of(wish)}");
        return new(
            wish,
            [.. row["needs"].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(AccountTypes.Capabilities.Read)],
            row["period"] == "day",
            Read<AccountStanding>(row["standing"]),
            Read<AccountType>(row["leans"]));
    }

    /// <summary>Does an account of the scope's type meet the wish?</summary>
    public WishAnswer Ask(Inquiry inquiry, AccountType type)
    {
        var about = inquiry.Scope with { AccountType = type };
        var capabilities = Capabilities
            .Select(c => AccountTypes.Capabilities.Answer(inquiry, c, about, Standing))
            .OrderBy(c => c.Allowed)
            .ToList();
        var lacks = capabilities.Where(c => !c.Allowed).Select(c => Slug.Of(c.Capability)).ToList();
        var rules = capabilities.SelectMany(c => c.ByType ? new[] { c.Level, c.Type } : [c.Type, c.Level]).ToList();
        if (Daily)
        {
            var period = inquiry.Ask("broadcast.period", about);
            rules.Insert(0, period.Rule.Ref);
            if (period.Text != "day")
            {
                lacks.Insert(0, DailyBroadcast);
            }
        }

        var offered = capabilities.TrueForAll(c => c.ByType) && !lacks.Contains(DailyBroadcast);
        return new(Wish, type, [.. lacks], [.. rules.Distinct()], offered);
    }

    private static T Read<T>(string slug) where T : struct, Enum =>
        Slug.TryRead<T>(slug, out var value)
            ? value
            : throw new InvalidOperationException($"adviser.wishes: '{slug}' must be one of {Slug.Choices<T>()}");
}
