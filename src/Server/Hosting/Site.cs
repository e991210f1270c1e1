using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Guanwei.Server.Hosting;

/// <summary>
/// Where people reach this site: the setting <c>Site</c> (https://guanwei.example.gov.cn/), else the first address it
/// listens on. Links in mail start here, never from what a request claims to have asked for.
/// </summary>
public sealed class Site(IConfiguration settings, IServer server)
{
    public const string Setting = "Site";

    public Uri Address => new(settings[Setting]
        ?? server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? Defaults.Address);
}
