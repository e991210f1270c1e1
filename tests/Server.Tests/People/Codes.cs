using System.Net;
using Guanwei.Server.People;

namespace Guanwei.Server.Tests.People;

public sealed class Codes
{
    // RFC 6238, appendix B, SHA-1: the secret "12345678901234567890" in base32; the last six of the eight digits there.
    private const string Seed = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1234567890, "005924")]
    [InlineData(20000000000, "353130")]
    public void Are_those_of_RFC_6238(long seconds, string code) =>
        Assert.Equal(code, Totp.CodeAt(Seed, DateTimeOffset.FromUnixTimeSeconds(seconds)));

    [Fact]
    public void Are_taken_within_half_a_minute_of_a_slow_phone_and_only_once()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890);
        var earlier = Totp.CodeAt(Seed, now - Totp.Step);
        var step = Totp.Match(Seed, earlier, now, lastStep: 0);
        Assert.NotNull(step);
        Assert.Null(Totp.Match(Seed, earlier, now, step.Value));
        Assert.Null(Totp.Match(Seed, Totp.CodeAt(Seed, now - 2 * Totp.Step), now, lastStep: 0));
    }

    [Fact]
    public void New_seeds_are_160_bits_and_differ()
    {
        Assert.Matches("^[A-Z2-7]{32}$", Totp.NewSeed());
        Assert.NotEqual(Totp.NewSeed(), Totp.NewSeed());
    }

    [Theory]
    [InlineData("203.0.113.77", "203.0.113.0/24")]
    [InlineData("::ffff:203.0.113.77", "203.0.113.0/24")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48")]
    public void Of_an_address_only_the_network_is_kept(string address, string network) =>
        Assert.Equal(network, Whereabouts.NetworkOf(IPAddress.Parse(address)));

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge · Windows")]
    [InlineData("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36 MicroMessenger/8.0", "WeChat · Android")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Linux")]
    [InlineData("", "? · ?")]
    public void Of_a_browser_only_the_family_is_kept(string userAgent, string device) =>
        Assert.Equal(device, Whereabouts.DeviceOf(userAgent));
}
