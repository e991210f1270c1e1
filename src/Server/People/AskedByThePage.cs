namespace Guanwei.Server.People;

/// <summary>
/// A page that asks again by itself says so (<c>hx-headers="@AskedByThePage.Said"</c>): nobody clicked, so it keeps no
/// session alive.
/// </summary>
public static class AskedByThePage
{
    public const string Header = "Asked-By-The-Page";

    /// <summary>For the attribute <c>hx-headers</c> of whatever has <c>hx-trigger="every …"</c>.</summary>
    public const string Said = $$"""{"{{Header}}": "yes"}""";

    public static bool Is(HttpRequest request) => request.Headers.ContainsKey(Header);
}
