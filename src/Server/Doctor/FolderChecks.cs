using Guanwei.Server.Files;
using Guanwei.Server.Hosting;
using Guanwei.Server.Keys;

namespace Guanwei.Server.Doctor;

/// <summary>The data folder: there, ours alone, with room to write.</summary>
internal static class FolderChecks
{
    public static IEnumerable<Finding> Run(DataFolder folder)
    {
        if (!Directory.Exists(folder.Root))
        {
            yield return Finding.Fail("data.folder", folder.Root);
            yield break;
        }
        yield return Finding.Ok("data.folder", folder.Root);
        yield return OthersMay(folder.Root) ? Finding.Warn("data.mode", folder.Root) : Finding.Ok("data.mode");
        yield return IsHeld(folder) ? Finding.Of("data.lock", Level.Ok, "held") : Finding.Of("data.lock", Level.Ok, "free");
        yield return Room(folder);
    }

    internal static bool OthersMay(string path) => !OperatingSystem.IsWindows()
        && (File.GetUnixFileMode(path) & ~DurableFile.OwnerFolder) != 0;

    private static bool IsHeld(DataFolder folder)
    {
        var path = Path.Combine(folder.Root, "lock");
        if (!File.Exists(path))
        {
            return false;
        }
        try
        {
            using var held = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static Finding Room(DataFolder folder)
    {
        const long Megabyte = 1 << 20;
        var free = new DriveInfo(folder.Root).AvailableFreeSpace;
        return free switch
        {
            < FileVault.UsualReserve => Finding.Fail("disk.free", free / Megabyte, FileVault.UsualReserve / Megabyte),
            < 4 * FileVault.UsualReserve => Finding.Warn("disk.free", free / Megabyte, FileVault.UsualReserve / Megabyte),
            _ => Finding.Ok("disk.free", free / Megabyte),
        };
    }
}
