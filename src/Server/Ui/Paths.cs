namespace Guanwei.Server.Ui;

/// <summary>Addresses that the frame links to and other slices answer.</summary>
public static class Paths
{
    public const string Desk = "/desk";

    public const string SignIn = "/sign-in";
    public const string SignOut = "/sign-out";
    public const string Appointments = "/appointments";
    public const string Account = "/account";
    public const string Notifications = "/notices";
    public const string AskForAgency = "/agencies/ask";
    public const string Trust = "/trust";
    public const string Rules = "/rules";

    /// <summary>An address of this site and no other: one slash, then no slash or backslash.</summary>
    public static bool IsLocal([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] string? path) =>
        path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.Any(char.IsControl);

    /// <summary>Where to go after a switch or a sign-in: the given address if it is ours, else the start.</summary>
    public static string Back(string? path) => IsLocal(path) ? path : "/";
}
