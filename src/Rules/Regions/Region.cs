namespace Guanwei.Rules.Regions;

/// <summary>A region of the table: province, prefecture or county (GB/T 2260).</summary>
/// <param name="Code">Six digits, such as <c>421122</c>.</param>
/// <param name="Name">Full name, such as 红安县.</param>
/// <param name="ShortName">Short name, such as 红安; the full name where nothing can be dropped (赵县, 东区).</param>
/// <param name="From">First day; <see cref="DateOnly.MinValue"/> if it began before the table.</param>
/// <param name="To">Last day; null while it lasts.</param>
public sealed record Region(string Code, string Name, string ShortName, DateOnly From, DateOnly? To)
{
    /// <summary>True if it exists on the day.</summary>
    public bool IsOn(DateOnly day) => From <= day && (To is null || day <= To);
}

/// <summary>How a text names a region.</summary>
public enum RegionNameKind
{
    /// <summary>The full name: 红安县.</summary>
    Full,

    /// <summary>The short name: 红安.</summary>
#pragma warning disable CA1720 // a short name, not a number
    Short,
#pragma warning restore CA1720

    /// <summary>Another name in use: 延边州, 石家庄高新区; also of a zone, with the code of the city it lies in.</summary>
    Alias,
}

/// <summary>A text that names a region.</summary>
/// <param name="Text">The text.</param>
/// <param name="Code">Code of the region; of a zone without a code of its own, of the city it lies in.</param>
/// <param name="Kind">How it names it.</param>
public sealed record RegionName(string Text, string Code, RegionNameKind Kind);
