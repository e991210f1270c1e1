namespace Guanwei.Vision;

/// <summary>
/// Looks for names that make a PDF act. Every byte is searched, inside streams too: a reader follows offsets, so an
/// object may
/// hide anywhere. None of the names is short enough to turn up in packed data by chance.
/// </summary>
internal sealed class PdfActiveNames
{
    // ISO 32000-1, 12.6.4 (actions), 7.11.4 (embedded files), 12.7.8 (XFA), 13 (multimedia).
    private static readonly HashSet<string> Active =
    [
        "JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles", "RichMedia", "Rendition",
        "ImportData", "SubmitForm", "GoToE", "XFA",
    ];

    // Every character of a name may be written as #xx.
    private const int Carried = 3 * PdfName.Longest;
    private readonly SortedSet<string> found = [];
    private byte[] kept = [];

    public IEnumerable<string> Found => found;

    /// <summary>Searches the next piece of a stream; a name may lie across two pieces.</summary>
    public void See(ReadOnlySpan<byte> piece)
    {
        byte[] window = [.. kept, .. piece];
        Search(window);
        kept = window[Math.Max(0, window.Length - Carried)..];
    }

    /// <summary>Forgets the last piece: what follows belongs to another stream.</summary>
    public void Turn() => kept = [];

    private void Search(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; bytes[at..].IndexOf((byte)'/') is >= 0 and var slash; at++)
        {
            at += slash;
            var first = at + 1 < bytes.Length ? bytes[at + 1] : (byte)0;
            if ("#JLERISGX"u8.Contains(first) && Active.TryGetValue(PdfName.At(bytes, at).Name, out var name))
            {
                found.Add(name);
            }
        }
    }
}
