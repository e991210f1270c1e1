using Guanwei.Server.Ids;

namespace Guanwei.Server.Notifications;

/// <summary>Where the thing that a notice is about can be looked at; a slice with a page adds its line.</summary>
public static class ObjectPages
{
    // Written out, because these slices come after this one; a test compares.
    private static readonly Dictionary<string, string> pages = new()
    {
        ["application"] = "/applications/",
        ["account"] = "/accounts/",
        ["agency"] = "/agencies/",
        ["local-rule"] = "/rules/local/",
    };

    /// <summary>Of things without a page of their own, the list they stand in.</summary>
    private static readonly Dictionary<string, string> lists = new()
    {
        ["agency-request"] = "/agencies/requests",
        ["agency-import"] = "/agencies/import",
        ["person"] = "/account",
        ["job"] = "/jobs",
        ["api-client"] = "/clients",
        ["installation"] = "/audit",
    };

    public static IEnumerable<string> Kinds => pages.Keys.Concat(lists.Keys);

    public static string PathOf(string kind, string id) => pages.TryGetValue(kind, out var page)
        ? page + ObjectIds.Text(kind, id)
        : lists.GetValueOrDefault(kind, Ui.Paths.Notifications);
}
