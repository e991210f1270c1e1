using System.Text.RegularExpressions;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Guanwei.Server.Storage;

namespace Guanwei.Server.Tests;

/// <summary>
/// The folders of the server stand in the order that docs/architecture.md prints: each knows the ground and those
/// before it. Where an order holds, there is no cycle.
/// </summary>
public sealed partial class TheSlices
{
    private const string Server = "Guanwei.Server.";

    // Tables, capabilities and words of the command line: the lists that name everybody.
    private static readonly string[] nameAll =
        [Server + "Storage.PlatformDb", Server + "Hosting.Serve", Server + "Hosting.Offline", Server + "Hosting.Commands."];

    private static readonly Lazy<Architecture> program = new(() => new ArchLoader().LoadAssembly(typeof(PlatformDb).Assembly).Build());

    [Fact]
    public void Know_only_the_ground_and_those_before_them()
    {
        var (ground, slices) = Order();
        var wrong = Arrows().Where(arrow => !Allowed(arrow, ground, slices)).Select(arrow => $"{arrow.From} → {arrow.To}").Distinct();

        Assert.Equal("", string.Join("\n", wrong.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void All_stand_in_the_order()
    {
        var (ground, slices) = Order();
        var found = program.Value.Types.Select(SliceOf).OfType<string>().Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(ground.Concat(slices).Order(StringComparer.Ordinal), found);
    }

    private static bool Allowed((string From, string FromSlice, string To, string ToSlice) arrow, List<string> ground, List<string> slices) =>
        ground.Contains(arrow.ToSlice)
        || nameAll.Any(name => arrow.From.StartsWith(name, StringComparison.Ordinal))
        || (!ground.Contains(arrow.FromSlice) && slices.IndexOf(arrow.ToSlice) < slices.IndexOf(arrow.FromSlice));

    private static IEnumerable<(string From, string FromSlice, string To, string ToSlice)> Arrows() =>
        from type in program.Value.Types
        let slice = SliceOf(type)
        where slice is not null
        from dependency in type.Dependencies
        where dependency.Target is not GenericParameter
        let other = SliceOf(dependency.Target)
        where other is not null && other != slice
        select (type.FullName, slice, dependency.Target.FullName, other);

    private static string? SliceOf(IType type) =>
        Slice().Match(type.FullName) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>The two lines of names under "Folders of the server, in order".</summary>
    private static (List<string> Ground, List<string> Slices) Order()
    {
        var section = File.ReadAllText(System.IO.Path.Combine(TheHouse.Root, "docs", "architecture.md"))
            .Split("## Folders of the server, in order")[1].Split("\n## ")[0];
        var lines = Names().Matches(section).Select(match => match.Groups[1].Value.Split(' ').ToList()).ToList();
        return (lines[0], lines[1]);
    }

    [GeneratedRegex(@"^Guanwei\.Server\.([A-Z]\w+)\.")]
    private static partial Regex Slice();

    [GeneratedRegex(@"^`((?:[A-Z]\w+ ?)+)`$", RegexOptions.Multiline)]
    private static partial Regex Names();
}
