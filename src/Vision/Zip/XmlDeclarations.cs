namespace Guanwei.Vision;

/// <summary>
/// Looks for a document type or entities in an XML part, wherever they stand: comments may push them far back.
/// </summary>
internal sealed class XmlDeclarations
{
    private byte[] kept = [];

    public bool Found { get; private set; }

    public void See(ReadOnlySpan<byte> piece)
    {
        // Every other byte of UTF-16 is zero: without the zeros both encodings read alike.
        byte[] letters = [.. piece];
        byte[] window = [.. kept, .. piece.Contains((byte)0) ? letters.Where(b => b != 0) : letters];
        Found |= window.AsSpan().IndexOf("<!DOCTYPE"u8) >= 0 || window.AsSpan().IndexOf("<!ENTITY"u8) >= 0;
        kept = window[Math.Max(0, window.Length - "<!DOCTYPE".Length)..];
    }
}
