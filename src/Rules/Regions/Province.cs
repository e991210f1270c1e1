using System.Collections.Immutable;
using System.Text.Json;

namespace Guanwei.Rules.Regions;

/// <summary>A province-level division (GB/T 2260).</summary>
/// <param name="Code">Six-digit code, such as <c>420000</c>.</param>
/// <param name="Name">Full name, such as 湖北省.</param>
/// <param name="ShortName">Short name, such as 湖北.</param>
/// <param name="EnglishName">Name in English, such as Hubei.</param>
public sealed record Province(string Code, string Name, string ShortName, string EnglishName)
{
    /// <summary>All 34, by code.</summary>
    public static ImmutableArray<Province> All { get; } =
        [.. JsonSerializer.Deserialize<Province[]>(
            Embedded.Text("regions/provinces.json"), JsonSerializerOptions.Web)!];

    /// <summary>The province in which a region lies; empty if the code's first two digits name none.</summary>
    public static Province? Of(string regionCode) =>
        regionCode.Length < 2 ? null : All.FirstOrDefault(p => p.Code[..2] == regionCode[..2]);
}
