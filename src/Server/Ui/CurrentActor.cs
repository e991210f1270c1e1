namespace Guanwei.Server.Ui;

/// <summary>Who is at the desk, in which appointment: what the header says and the navigation offers.</summary>
/// <param name="Can">Whether the role has a right; asked by menus and buttons, and again by the action itself.</param>
public sealed record CurrentActor(string Person, string Role, string Office, Predicate<string> Can, int Unread);

/// <summary>What a page's frame shows beside the page; filled once a request by whoever opened the session.</summary>
public sealed class ShellState
{
    public CurrentActor? Actor { get; set; }

    public bool Demo { get; set; }

    public void Take(ShellState other) => (Actor, Demo) = (other.Actor, other.Demo);
}
