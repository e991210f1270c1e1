namespace Guanwei.Vision;

internal static class RegularFile
{
    /// <summary>
    /// The file's bytes, <see cref="Stream.Null"/> for what has no length (an empty file, but also a pipe or a device,
    /// whose
    /// opening could wait for ever), or null for folders and links.
    /// </summary>
    /// <exception cref="IOException">There is nothing at the path, or it cannot be read.</exception>
    public static Stream? Open(string path)
    {
        if ((File.GetAttributes(path) & (FileAttributes.Directory | FileAttributes.ReparsePoint)) != 0)
        {
            return null;
        }

        return new FileInfo(path).Length == 0
            ? Stream.Null
            : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
    }
}
