using System.Diagnostics;
using OpenTelemetry;

namespace Guanwei.Server.Hosting;

/// <summary>
/// Takes out of each span what could name a person or open a door: query strings, addresses of callers, browsers,
/// and what exceptions quote.
/// </summary>
public sealed class PrivateSpans : BaseProcessor<Activity>
{
    private static readonly string[] Gone =
        ["url.query", "client.address", "network.peer.address", "network.peer.port", "user_agent.original"];

    public override void OnEnd(Activity data)
    {
        foreach (var tag in Gone)
            data.SetTag(tag, null);
        if (data.GetTagItem("url.full") is string address)
            data.SetTag("url.full", address.Split('?')[0]);
        if (data.StatusDescription is { } description)
            data.SetStatus(data.Status, Scrub.Text(description));
    }
}
