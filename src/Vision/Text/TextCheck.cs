namespace Guanwei.Vision;

internal static class TextCheck
{
    /// <summary>Markup and scripts are text too, but no document that anybody may send.</summary>
    public static void Run(Evidence evidence)
    {
        if (SecondFormat.NameAtStart(evidence.Bytes) is { } foreign)
        {
            // A password-protected workbook or letter is an OLE file that holds a stream of this name (MS-OFFCRYPTO
            // 1.3.2).
            if (foreign == "ole" && evidence.Bytes.AsSpan().IndexOf(EncryptedPackage) >= 0)
            {
                evidence.Encrypted = true;
                evidence.Report(FindingCode.Encrypted);
            }

            return;
        }

        if (TextEncoding.Of(evidence.Bytes) is not null)
        {
            evidence.Kind = DocumentKind.Text;
            evidence.Decoded = true;
        }
    }

    private static ReadOnlySpan<byte> EncryptedPackage =>
        "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"u8;
}
