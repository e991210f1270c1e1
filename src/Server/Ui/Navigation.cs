namespace Guanwei.Server.Ui;

/// <param name="Text">A key of <see cref="Texts"/>.</param>
/// <param name="Right">Who may see it; null: everybody who is signed in.</param>
public sealed record NavigationItem(string Text, string Href, string Icon, string? Right = null);

/// <summary>The main menu: a slice with a list adds its line here, in the order in which offices work.</summary>
public static class Navigation
{
    public static readonly IReadOnlyList<NavigationItem> Items =
    [
        new("Nav.Desk", Paths.Desk, Icons.Home),
        new("Nav.Accounts", "/accounts", Icons.Account, "page.accounts"),
        new("Nav.Agencies", "/agencies", Icons.Bank, "page.agencies"),
        new("Nav.Clients", "/clients", Icons.Key, "page.clients"),
        new("Nav.PersonalData", "/personal-data", Icons.Trust, "page.security"),
        new("Nav.Holidays", "/holidays", Icons.Due, "page.installation"),
        new("Nav.Jobs", "/jobs", Icons.Retry, "page.jobs"),
        new("Nav.Audit", "/audit", Icons.Trust, "page.audit"),
        new("Nav.Review", "/review", Icons.List, "page.review"),
        new("Nav.Applications", "/applications", Icons.File, "page.applications"),
        new("Nav.People", "/people", Icons.Users, "page.people"),
        new("Nav.Rules", Paths.Rules, Icons.Rules),
        new("Nav.Roles", "/roles", Icons.Key),
    ];

    public static IEnumerable<NavigationItem> For(CurrentActor? actor) => actor is null
        ? []
        : Items.Where(item => item.Right is null || actor.Can(item.Right));
}
