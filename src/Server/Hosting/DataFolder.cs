namespace Guanwei.Server.Hosting;

/// <summary>
/// The folder that holds everything an installation owns, except its keys: those lie beside it, so that a copy of the
/// folder alone opens nothing. One process at a time has it open.
/// </summary>
public sealed class DataFolder : IDisposable
{
    private const UnixFileMode OwnerOnly =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly FileStream? _lock;

    private DataFolder(string root, FileStream? held) => (Root, _lock) = (root, held);

    public string Root { get; }

    /// <summary>This process holds its lock; only then may it change what lies beside it.</summary>
    public bool IsOurs => _lock is not null;

    public string MainDatabase => MainDatabaseOf(Root);

    /// <summary>For reading beside a running server, which holds the lock.</summary>
    public static string MainDatabaseOf(string root) => Path.Combine(root, "main.db");

    public string Files => Path.Combine(Root, "files");

    public string Mail => Path.Combine(Root, "mail");

    public string Keys => Root + ".keys";

    public static DataFolder Open(string path)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        try
        {
            CreatePrivate(root);
            // An open handle is the lock: the kernel lets go of it however the process ends.
            return new DataFolder(root, new FileStream(
                Path.Combine(root, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new HaltException(ExitCode.Refused, IsHeld(root, refused)
                ? Texts.Say("Data.InUse", root)
                : Texts.Say("Data.NotWritable", root, refused.Message), refused);
        }
    }

    /// <summary>For words that only look, beside a server that holds the lock. The folder need not be there.</summary>
    public static DataFolder Beside(string path) => new(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)), null);

    public static void CreatePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerOnly);
    }

    public void Dispose() => _lock?.Dispose();

    private static bool IsHeld(string root, Exception refused) =>
        refused is IOException and not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException)
        && File.Exists(Path.Combine(root, "lock"));
}
