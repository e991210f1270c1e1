using System.Collections.Immutable;

namespace Guanwei.Rules.Naming;

/// <summary>How a part of a name stands to the one who asks.</summary>
internal enum Standing
{
    /// <summary>One's own region or department.</summary>
    Own,

    /// <summary>A region that one's own lies in; the organ that one's own is a part of.</summary>
    Above,

    /// <summary>A part of one's own department (交警 of a 公安局).</summary>
    Below,

    /// <summary>Another's, by its full name or by a word that means nothing else.</summary>
    Foreign,

    /// <summary>Another region's short name or alias.</summary>
    ForeignShort,

    /// <summary>Neither: natures, titles.</summary>
    None,
}

/// <summary>A part of a name on its way through the rules.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it begins in the clean name.</param>
/// <param name="Length">Its length in characters.</param>
/// <param name="Standing">How it stands to the one who asks.</param>
internal sealed record Token(NamePartKind Kind, int Start, int Length, Standing Standing = Standing.None)
{
    /// <summary>Where it ends.</summary>
    public int End => Start + Length;

    /// <summary>The region's code, or an own region's name that no table has; empty for anything else.</summary>
    public string Region { get; init; } = "";

    /// <summary>The department systems that it names.</summary>
    public ImmutableArray<string> Systems { get; init; } = [];

    /// <summary>A function or a slogan rather than an organ.</summary>
    public bool IsTheme { get; init; }

    /// <summary>A nature by which one speaks for the government.</summary>
    public bool Claims { get; init; }

    /// <summary>A leading official's title.</summary>
    public bool Leader { get; init; }

    /// <summary>Where the word ends and the organ's ending (局) begins.</summary>
    public int WordEnd { get; init; } = Start + Length;

    /// <summary>True for a name of one's own that begins with one's region.</summary>
    public bool HasRegion { get; init; }

    /// <summary>What it costs to read it so; the cheapest reading of a name counts.</summary>
    public int Cost { get; init; }
}
