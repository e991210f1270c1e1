using System.Text.RegularExpressions;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Guanwei.Server.Hosting;
using Guanwei.Server.Storage;

namespace Guanwei.Server.Tests;

/// <summary>The order of the server's folders as docs/architecture.md prints it, found in the binary by namespace.</summary>
public sealed partial class TheSlices
{
    // Their work is to know every slice: the list of tables, the list of capabilities.
    private static readonly string[] listing = [typeof(PlatformDb).FullName!, typeof(Serve).FullName!, typeof(Offline).FullName!];

    private readonly IReadOnlyList<string> ground;
    private readonly IReadOnlyList<string> order;

    public TheSlices()
    {
        var text = File.ReadAllText(System.IO.Path.Combine(TheHouse.Root, "docs", "architecture.md"))
            .Split("## Folders of the server, in order")[1].Split("\n## ")[0];
        var lists = List().Matches(text).Select(match => match.Groups[1].Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length > 2).ToList();
        Assert.Equal(2, lists.Count);
        (ground, order) = (lists[0], lists[1]);
    }

    [Fact]
    public void Are_all_in_the_printed_order()
    {
        var folders = Directory.GetDirectories(System.IO.Path.Combine(TheHouse.Root, "src", "Server"))
            .Where(folder => Directory.EnumerateFiles(folder, "*.cs").Any()).Select(System.IO.Path.GetFileName)
            .Where(name => name is not ("bin" or "obj" or "Properties"));

        Assert.Empty(folders.Except(ground).Except(order));
        Assert.Empty(ground.Intersect(order));
    }

    [Fact]
    public void Know_those_before_them_and_no_others()
    {
        var server = new ArchLoader().LoadAssemblies(typeof(PlatformDb).Assembly).Build();
        var arrows = server.Types
            .SelectMany(type => type.Dependencies.Select(dependency => (From: type, To: dependency.Target)))
            .Where(arrow => SliceOf(arrow.From) is not null && SliceOf(arrow.To) is not null && !IsListing(arrow.From))
            .Where(arrow => RankOf(arrow.To) > RankOf(arrow.From))
            .Select(arrow => $"{arrow.From.FullName} → {arrow.To.FullName}")
            .Distinct().Order(StringComparer.Ordinal);

        Assert.Empty(arrows);
    }

    /// <summary>The ground is one level; each slice above it has its own.</summary>
    private int RankOf(IType type) => order.IndexOf(SliceOf(type)!);

    private static string? SliceOf(IType type) =>
        Slice().Match(type.FullName) is { Success: true } match ? match.Groups[1].Value : null;

    private static bool IsListing(IType type) => listing.Any(name =>
        type.FullName == name || type.FullName.StartsWith(name + "+", StringComparison.Ordinal)
        || type.FullName.StartsWith(name + "/", StringComparison.Ordinal))
        || type.FullName.StartsWith("Guanwei.Server.Hosting.Commands.", StringComparison.Ordinal)
        || type.FullName.StartsWith("Program", StringComparison.Ordinal);

    [GeneratedRegex(@"`([A-Z][A-Za-z\s]+)`")]
    private static partial Regex List();

    [GeneratedRegex(@"^Guanwei\.Server\.([A-Z]\w*)\.")]
    private static partial Regex Slice();
}

file static class Lists
{
    /// <summary>-1 for what stands on no level of its own.</summary>
    public static int IndexOf(this IReadOnlyList<string> list, string word)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] == word)
            {
                return i;
            }
        }
        return -1;
    }
}
