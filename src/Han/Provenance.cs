namespace Guanwei.Han;

/// <summary>Where the facts about characters come from.</summary>
public static class Provenance
{
    /// <summary>The head of the data file: its day, and package, version and licence of each section.</summary>
    public static IReadOnlyList<string> Lines { get; } = [.. HanData.Head];
}
