using System.Net;
using Guanwei.Server.Hosting;
using Guanwei.Server.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Guanwei.Server.Tests.Demo;

public sealed class TheClock(ADemo demo) : IClassFixture<ADemo>
{
    [Fact]
    public async Task Moves_forward_by_days_and_never_back()
    {
        var clock = demo.Host.Services.GetRequiredService<Clock>();
        using var browser = demo.Browser();
        await browser.Submits("/demo/sign-ins", new() { ["role"] = "supervisor" });
        var (machine, before) = (clock.Machine, clock.Shift);

        var (forward, _) = await browser.Submits("/demo/clock", new() { ["days"] = "7" });
        var (back, html) = await browser.Submits("/demo/clock", new() { ["days"] = "-7" });

        Assert.Equal(HttpStatusCode.SeeOther, forward.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, back.StatusCode);
        Assert.Contains("只能向前", html, StringComparison.Ordinal);
        Assert.Equal(before + TimeSpan.FromDays(7), clock.Shift);
        Assert.True(clock.Machine - machine < TimeSpan.FromHours(1));
        Assert.Equal(clock.Shift, Assert.Single(await demo.Rows<Installation>()).ClockShift);
    }

    [Fact]
    public async Task Is_not_for_somebody_who_has_not_signed_in()
    {
        using var browser = demo.Browser();

        var (answer, _) = await browser.Opens("/demo/clock");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }
}
