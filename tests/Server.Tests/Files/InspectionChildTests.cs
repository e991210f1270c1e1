using Guanwei.Server.Files;
using Guanwei.Server.Keys;

namespace Guanwei.Server.Tests.Files;

/// <summary>With the shell in place of `guanwei inspect`: what the server does when its child misbehaves.</summary>
public sealed class InspectionChildTests
{
    private static readonly ChildLimits Limits = new(TimeSpan.FromSeconds(20), 100_000);

    private static Task<ChildEnd> Shell(string script, Stream? content = null, ChildLimits? limits = null) =>
        new InspectionChild("/bin/sh", ["-c"]).Run([script], new() { ["GUANWEI_EXTRA"] = "公文 1.pdf" },
            content ?? Stream.Null, limits ?? Limits, TestContext.Current.CancellationToken);

    [Fact]
    public async Task The_child_reads_the_content_and_its_answer_comes_back() =>
        Assert.Equal(new ChildEnd.Exited(0, "5 公文 1.pdf"),
            await Shell("printf '%s %s' $(wc -c) \"$GUANWEI_EXTRA\"", new MemoryStream(new byte[5])));

    [Fact]
    public async Task The_childs_environment_holds_nothing_but_what_it_needs()
    {
        Environment.SetEnvironmentVariable(MasterKeyFile.PassphraseVariable + "_TEST", "secret");
        var end = Assert.IsType<ChildEnd.Exited>(await Shell("env"));
        var names = end.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=')[0]);
        string[] allowed =
        [
            "PATH", "LANG", "PWD", "SHLVL", "_", "DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_ROOT_ARM64",
            "DOTNET_GCHeapHardLimit", "DOTNET_gcServer", "DOTNET_EnableDiagnostics", "GUANWEI_EXTRA",
        ];
        Assert.Empty(names.Except(allowed));
        Assert.Contains("DOTNET_GCHeapHardLimit=0x10000000", end.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exit 3", 3)]
    [InlineData("kill -9 $$", 137)]
    [InlineData("kill -6 $$", 134)]
    public async Task A_childs_death_is_told_by_its_exit_code(string script, int code) =>
        Assert.Equal(new ChildEnd.Exited(code, ""), await Shell(script));

    [Fact]
    public async Task A_child_that_stops_reading_early_is_judged_by_its_answer() =>
        Assert.Equal(new ChildEnd.Exited(1, "too large"),
            await Shell("printf 'too large'; exit 1", new MemoryStream(new byte[4 << 20])));

    [Fact]
    public async Task A_child_that_takes_too_long_is_killed_with_all_it_started()
    {
        var note = Path.Combine(Path.GetTempPath(), $"guanwei-child-{Guid.CreateVersion7():N}");
        Assert.IsType<ChildEnd.TimedOut>(await Shell($"sleep 60 & echo $! > {note}; wait",
            limits: new ChildLimits(TimeSpan.FromSeconds(2), 1000)));
        var started = (await File.ReadAllTextAsync(note, TestContext.Current.CancellationToken)).Trim();
        File.Delete(note);
        for (var tries = 0; tries < 100 && !IsGone(started); tries++)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.True(IsGone(started));
    }

    // Killed, but perhaps never buried: in a container nobody may be there to do it.
    private static bool IsGone(string process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/stat").Contains(") Z", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }

    [Fact]
    public async Task A_child_that_answers_without_end_is_stopped()
    {
        Assert.IsType<ChildEnd.TooMuchOutput>(await Shell("yes"));
        Assert.IsType<ChildEnd.Exited>(await Shell("yes >&2 & p=$!; sleep 0.2; kill $p"));
    }

    [Fact]
    public async Task A_source_that_fails_is_an_error_and_no_verdict() =>
        await Assert.ThrowsAsync<KeyException>(() => Shell("cat", new Broken()));

    [Fact]
    public async Task A_cancelled_request_ends_the_child()
    {
        using var cancelled = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new InspectionChild("/bin/sh", ["-c"])
            .Run(["exec sleep 60"], [], Stream.Null, new ChildLimits(TimeSpan.FromSeconds(60), 1), cancelled.Token));
    }

    private sealed class Broken : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new KeyException(KeyTrouble.SealBroken, "file");
    }
}
