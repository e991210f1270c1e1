namespace Guanwei.Benchmarks;

/// <summary>The last commit without its silo: what the silo costs is the difference.</summary>
internal static class WithoutSilo
{
    /// <summary>A text that must stand in the file exactly once, and goes out.</summary>
    private sealed record Cut(string File, string Text);

    private static readonly Cut[] cuts =
    [
        new("src/Server/Hosting/Serve.cs", "builder.AddSilo(siloPort);"),
        new("src/Server/Jobs/JobService.cs", "IGrainFactory grains, "),
        new("src/Server/Jobs/JobService.cs", "grains.GetGrain<IWakeGrain>(0).Wake().Ignore();"),
    ];

    public static async Task<string> Publish()
    {
        var tree = Path.Combine(Path.GetTempPath(), $"guanwei-bench-tree-{Environment.ProcessId}");
        await PublishedServer.Run("git", "-C", PublishedServer.Root(), "worktree", "add", "--quiet", "--detach", tree, "HEAD");
        try
        {
            foreach (var cut in cuts)
            {
                await Make(Path.Combine(tree, cut.File), cut);
            }
            // A cut line leaves its blanks behind, which the build would call badly formatted.
            return await PublishedServer.Publish(tree, "without", "-p:EnforceCodeStyleInBuild=false");
        }
        finally
        {
            await PublishedServer.Run("git", "-C", PublishedServer.Root(), "worktree", "remove", "--force", tree);
        }
    }

    private static async Task Make(string file, Cut cut)
    {
        var parts = (await File.ReadAllTextAsync(file)).Split(cut.Text);
        if (parts.Length != 2)
        {
            throw new InvalidOperationException($"“{cut.Text}” must stand once in {cut.File}; it stands there {parts.Length - 1} times.");
        }
        await File.WriteAllTextAsync(file, string.Concat(parts));
    }
}
