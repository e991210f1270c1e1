namespace Guanwei.Server.Tests.Notifications;

/// <summary>A host whose doors lead into a sandbox in the same process.</summary>
public sealed class HostWithSandbox : IAsyncLifetime
{
    public InProcessSandbox Sandbox { get; } = new();

    public GuanweiHost Host { get; private set; } = null!;

    public static GuanweiHost HostFor(InProcessSandbox sandbox, string patience = "00:00:20") => new()
    {
        Settings =
        {
            ["Doors:Sms:Url"] = $"{sandbox.Address}sms/send",
            ["Doors:Sms:App"] = sandbox.Secrets.SmsApp,
            ["Doors:Sms:Secret"] = sandbox.Secrets.SmsSecret,
            ["Doors:WeComOrigin"] = sandbox.Address.ToString(),
            ["Doors:DingTalkOrigin"] = sandbox.Address.ToString(),
            ["Doors:Patience"] = patience,
        },
    };

    public async ValueTask InitializeAsync()
    {
        await Sandbox.InitializeAsync();
        Host = HostFor(Sandbox);
        Host.StartServer();
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Sandbox.DisposeAsync();
    }
}
