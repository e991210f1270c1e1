using System.Diagnostics;
using System.Globalization;
using Guanwei.Server.Demo;
using Guanwei.Server.Notifications.Doors;
using Microsoft.Extensions.DependencyInjection;

namespace Guanwei.Server.Tests.Notifications;

public sealed class TheSandboxProcess
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_demo_s_doors_lead_into_the_child_and_the_child_goes_with_its_owner()
    {
        int child;
        await using (var sandbox = await SandboxProcess.Start(Ct))
        {
            child = sandbox.ProcessId;
            await using var host = new GuanweiHost();
            foreach (var (name, value) in sandbox.DoorSettings)
                host.Settings[name] = value!;
            var message = new DoorMessage(
                "no_1", new("13800138000"), "zh-CN", "待办", "有一件待办", new("https://guanwei.example/"));

            foreach (var (kind, to) in new (DoorKind, Receiver)[]
            {
                (DoorKind.Sms, message.To),
                (DoorKind.WeCom, new(sandbox.WeComRobot.ToString())),
                (DoorKind.DingTalk, new(sandbox.DingTalkRobot.ToString(), sandbox.DingTalkSecret)),
            })
                Assert.IsType<Delivered>(await host.Services.GetServices<IDoor>()
                    .Single(door => door.Kind == kind).Deliver(message with { To = to }, Ct));
        }

        Assert.Throws<ArgumentException>(() => Process.GetProcessById(child));
    }

    [Fact]
    public async Task A_parent_killed_without_warning_leaves_no_orphan()
    {
        var sandbox = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "sandbox.path"), Ct);
        // The first process holds the pipe as a server would, and says its number before it does nothing.
        using var pipeline = Process.Start(new ProcessStartInfo("sh",
            ["-c", $"sh -c 'echo $$ >&2; exec sleep 600' | dotnet exec '{sandbox.Trim()}' --stop-with-parent=true"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var parent = int.Parse((await pipeline.StandardError.ReadLineAsync(Ct))!, CultureInfo.InvariantCulture);
        Assert.Contains("http://127.0.0.1:", await pipeline.StandardOutput.ReadLineAsync(Ct), StringComparison.Ordinal);

        using (var holder = Process.GetProcessById(parent))
            holder.Kill();

        await pipeline.WaitForExitAsync(Ct).WaitAsync(TimeSpan.FromSeconds(15), Ct);
    }
}
