using System.Security.Cryptography;
using System.Text.Json;

namespace Guanwei.Vision;

/// <summary>
/// What an uploaded file is and whether it may be taken in. Nothing in a file's bytes makes <see cref="Of"/> throw;
/// it is still meant for a child process with bounded memory and time, whose death counts as a refusal.
/// </summary>
public sealed record Inspection
{
    /// <summary>The kind told by bytes and structure.</summary>
    public required DocumentKind Kind { get; init; }

    /// <summary>
    /// Bytes read; for FILE_TOO_LARGE the stream's own length when it tells one, else one more than the limit.
    /// </summary>
    public required long Size { get; init; }

    /// <summary>SHA-256 of all bytes, lower-case hexadecimal; null when the file was not read to its end.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Width in pixels as stored (before EXIF rotation); null when it is no picture.</summary>
    public int? Width { get; init; }

    /// <summary>Height in pixels as stored; null when it is no picture.</summary>
    public int? Height { get; init; }

    /// <summary>Pages: of a PDF, or 1 for a decoded picture; null when unknown.</summary>
    public int? Pages { get; init; }

    /// <summary>True when the content is encrypted, also when no password is needed to open it.</summary>
    public required bool Encrypted { get; init; }

    /// <summary>True when the whole content was decoded and nothing blocks it.</summary>
    public required bool Readable { get; init; }

    /// <summary>Everything noticed, all at once, in the order it was noticed.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>True when a finding blocks the file.</summary>
    public bool Blocked => Findings.Any(f => f.Severity == FindingSeverity.Block);

    /// <summary>Inspects a file.</summary>
    /// <param name="path">
    /// A regular file. Folders and links earn NOT_A_FILE, pipes and devices EMPTY; none is opened.
    /// </param>
    /// <param name="declaredName">
    /// The name the sender gave, or null to leave the name unchecked. Never used as a path.
    /// </param>
    /// <param name="limits">Bounds; <see cref="InspectionLimits.Default"/> when null.</param>
    /// <returns>The verdict.</returns>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public static Inspection OfFile(string path, string? declaredName = null, InspectionLimits? limits = null)
    {
        using var file = RegularFile.Open(path);
        if (file is null)
        {
            var refused = new Evidence([], limits ?? InspectionLimits.Default);
            refused.Report(FindingCode.NotAFile);
            return Verdict(refused, size: 0, sha256: null);
        }

        return Of(file, declaredName, limits);
    }

    /// <summary>Inspects a stream from its position to its end, or to the size limit.</summary>
    /// <param name="source">The bytes; left open.</param>
    /// <param name="declaredName">The name the sender gave, or null to leave the name unchecked.</param>
    /// <param name="limits">Bounds; <see cref="InspectionLimits.Default"/> when null.</param>
    /// <returns>The verdict.</returns>
    /// <exception cref="IOException">The stream itself fails.</exception>
    public static Inspection Of(Stream source, string? declaredName = null, InspectionLimits? limits = null)
    {
        limits ??= InspectionLimits.Default;
        if (BoundedBytes.Read(source, limits.MaxBytes) is not { } bytes)
        {
            var size = source.CanSeek ? source.Length : limits.MaxBytes + 1L;
            var refused = new Evidence([], limits);
            refused.Report(FindingCode.FileTooLarge, found: size, limit: limits.MaxBytes);
            return Verdict(refused, size, sha256: null);
        }

        var evidence = new Evidence(bytes, limits);
        DocumentCheck.Run(evidence);
        DeclaredName.Check(evidence, declaredName);
        return Verdict(evidence, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    /// <summary>The verdict as one line of JSON; what the child process prints.</summary>
    /// <returns>JSON with camel-case names and codes in upper snake case.</returns>
    public string ToJson() => JsonSerializer.Serialize(this, VisionJson.Printed.Inspection);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The child's output.</param>
    /// <returns>The verdict.</returns>
    /// <exception cref="JsonException">It is no such JSON; the child died or printed something else.</exception>
    public static Inspection FromJson(string json) =>
        JsonSerializer.Deserialize(json, VisionJson.Printed.Inspection) ?? throw new JsonException("null");

    private static Inspection Verdict(Evidence evidence, long size, string? sha256) => new()
    {
        Kind = evidence.Kind,
        Size = size,
        Sha256 = sha256,
        Width = evidence.Width,
        Height = evidence.Height,
        Pages = evidence.Pages,
        Encrypted = evidence.Encrypted,
        Readable = evidence.Decoded && !evidence.Blocked,
        Findings = evidence.Findings,
    };
}
