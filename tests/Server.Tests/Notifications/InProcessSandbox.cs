extern alias sandbox;

using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using sandbox::Guanwei.Sandbox;

namespace Guanwei.Server.Tests.Notifications;

/// <summary>The other sides in this process, on a loopback port of their own.</summary>
public sealed class InProcessSandbox : IAsyncLifetime
{
    private readonly WebApplication _app = SandboxApp.Build([]);

    public Uri Address => new(_app.Urls.Single());

    public Secrets Secrets => _app.Services.GetRequiredService<Secrets>();

    public IReadOnlyList<Call> Calls => _app.Services.GetRequiredService<Traffic>().All;

    public string WeComRobot => $"{Address}cgi-bin/webhook/send?key={Secrets.WeComKey}";

    public string DingTalkRobot => $"{Address}robot/send?access_token={Secrets.DingTalkToken}";

    public void Fails(string side, FaultKind kind, int times = 1, int milliseconds = 0) =>
        Assert.True(_app.Services.GetRequiredService<sandbox::Guanwei.Sandbox.Faults>().Add(new Fault(side, kind, times, milliseconds)));

    public async ValueTask InitializeAsync() => await _app.StartAsync();

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
