using System.Runtime.InteropServices;
using System.Text;

namespace Guanwei.Server.Keys;

/// <summary>Writing so that a power cut leaves the old file or the new one, never half of one.</summary>
public static class DurableFile
{
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    public const UnixFileMode OwnerFolder = OwnerOnly | UnixFileMode.UserExecute;

    private const int NoSpace = 28;          // ENOSPC, errno.h
    private const int QuotaReached = 122;    // EDQUOT on Linux
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    /// <summary>Temporary file beside the place → fsync → rename → fsync of the folder; readable by the owner only.
    /// An existing file is never overwritten: that throws <see cref="IOException"/>.</summary>
    public static void WriteNew(string path, ReadOnlySpan<byte> content) => Write(path, content, overwrite: false);

    /// <summary>The same in the place of what was there.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content) => Write(path, content, overwrite: true);

    private static void Write(string path, ReadOnlySpan<byte> content, bool overwrite)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        MakeFolder(folder);
        var temporary = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            using (var file = Create(temporary))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite);
        }
        finally
        {
            File.Delete(temporary);
        }
        SyncFolder(folder);
    }

    public static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return new FileStream(path, options);
    }

    public static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerFolder);
    }

    /// <summary>
    /// A rename is on the disk only when its folder is; .NET refuses to open a folder, so libc does it.
    /// </summary>
    public static void SyncFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var handle = Open(Encoding.UTF8.GetBytes(folder + '\0'), 0);
        if (handle < 0)
            throw new IOException($"Cannot open {folder}", Marshal.GetLastPInvokeError());
        try
        {
            if (Fsync(handle) != 0)
                throw new IOException($"Cannot sync {folder}", Marshal.GetLastPInvokeError());
        }
        finally
        {
            _ = Close(handle);
        }
    }

    public static bool IsDiskFull(IOException problem) =>
        problem.HResult is NoSpace or QuotaReached or WindowsDiskFull;

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Fsync(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
