using Guanwei.Server.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Guanwei.Server.Tests.Hosting;

public sealed class TheDataFolder : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("guanwei-test-");

    private string Data => Path.Combine(_home.FullName, "data");

    [Fact]
    public void It_is_made_for_its_owner_alone_and_its_keys_lie_beside_it()
    {
        using var folder = DataFolder.Open(Data + "/");

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
                File.GetUnixFileMode(folder.Root));
        Assert.Equal(Data + ".keys", folder.Keys);
        Assert.False(folder.Keys.StartsWith(folder.Root + "/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_second_process_on_the_same_folder_is_refused_in_words()
    {
        using var folder = DataFolder.Open(Data);
        var second = await OwnProcess.Run("--data", Data, "--urls=http://127.0.0.1:0");

        Assert.Equal(1, second.Code);
        Assert.Contains($"数据目录 {Data} 正被另一个官微进程使用", second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_is_free_again_when_its_host_is_gone()
    {
        await using (var first = new GuanweiHost { Data = Data })
            first.StartServer();
        await using var second = new GuanweiHost { Data = Data };

        Assert.Equal(Data, second.Services.GetRequiredService<DataFolder>().Root);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_refused_with_the_cause()
    {
        File.WriteAllText(Data, "a file where the folder should be");

        var refused = Assert.Throws<HaltException>(() => DataFolder.Open(Data));
        Assert.Equal(ExitCode.Refused, refused.Code);
        Assert.Contains(Data, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("另一个官微进程", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _home.Delete(recursive: true);
}
