using System.Net;
using System.Net.Sockets;

namespace Guanwei.Server.People;

/// <summary>From where somebody signs in, kept no finer than it takes to tell a strange place.</summary>
public sealed record Whereabouts(string Network, string Device)
{
    private const int KeptOfIpv4 = 3;
    private const int KeptOfIpv6 = 6;

    // The first that is found wins: Edge and WeChat also say Chrome, Chrome also says Safari, Android also says Linux.
    private static readonly (string Mark, string Name)[] browsers =
    [
        ("MicroMessenger", "WeChat"), ("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] systems =
    [
        ("HarmonyOS", "HarmonyOS"), ("OpenHarmony", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iOS"), ("iPad", "iOS"),
        ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux"),
    ];

    public static Whereabouts Of(HttpContext http) =>
        new(NetworkOf(http.Connection.RemoteIpAddress), DeviceOf(http.Request.Headers.UserAgent.ToString()));

    public static string NetworkOf(IPAddress? address)
    {
        if (address is null)
        {
            return "";
        }
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var bytes = plain.GetAddressBytes();
        var kept = plain.AddressFamily is AddressFamily.InterNetwork ? KeptOfIpv4 : KeptOfIpv6;
        bytes.AsSpan(kept).Clear();
        return $"{new IPAddress(bytes)}/{kept * 8}";
    }

    public static string DeviceOf(string userAgent) => $"{First(browsers, userAgent)} · {First(systems, userAgent)}";

    private static string First((string Mark, string Name)[] families, string userAgent) =>
        families.FirstOrDefault(family => userAgent.Contains(family.Mark, StringComparison.Ordinal)).Name ?? "?";
}
