namespace Guanwei.Server.Notifications.Doors;

/// <summary>
/// A robot's address is typed in by an agency: it may name the platform's own host and path, and nothing else.
/// </summary>
public static class RobotAddress
{
    public static Uri? Read(string address, Uri origin, string path) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.GetLeftPart(UriPartial.Authority) == origin.GetLeftPart(UriPartial.Authority)
        && uri.AbsolutePath == path
            ? uri
            : null;
}
