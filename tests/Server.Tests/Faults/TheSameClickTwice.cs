using System.Net;
using Guanwei.Server.Agencies;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Agencies;
using Guanwei.Server.Tests.Given;
using Guanwei.Server.Tests.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanwei.Server.Tests.Faults;

/// <summary>Over HTTP, as browsers do it: a double click, and two people at one thing.</summary>
public sealed class TheSameClickTwice(ProductionHost production) : IClassFixture<ProductionHost>
{
    private readonly GuanweiHost _host = production.Host;

    [Fact]
    public async Task Is_done_once_and_leads_to_the_same_place()
    {
        using var supervisor = await _host.SignedIn("supervisor", await _host.Agency("双击市人民政府"));
        var form = TheAgencyPages.Form("双击市民政局", "双击市人民政府");
        form["operation"] = $"{House.NewOperation()}";
        form["__RequestVerificationToken"] = await supervisor.TokenOf("/agencies/new");

        var answers = await Task.WhenAll(supervisor.Posts("/agencies/new", form), supervisor.Posts("/agencies/new", form));

        Assert.All(answers, x => Assert.Equal(HttpStatusCode.SeeOther, x.Answer.StatusCode));
        Assert.Single(answers.Select(x => x.Answer.Headers.Location).Distinct());
        await using var db = _host.Services.GetRequiredService<Databases>().OpenForSystem("test");
        Assert.Equal(1, await db.Set<Agency>().CountAsync(x => x.Name == "双击市民政局"));
    }

    [Fact]
    public async Task By_two_at_once_is_decided_by_one_and_the_other_is_told_who_was_first()
    {
        var city = await _host.Agency("两人市人民政府");
        using var one = await _host.SignedIn("supervisor", city, "周敏");
        using var two = await _host.SignedIn("supervisor", city, "吴迪");
        var page = $"/agencies/{city.Id}/correct";
        var form = TheAgencyPages.Form("两人市人民政府", "");
        form["version"] = $"{await VersionOf(city)}";

        var answers = await Task.WhenAll(
            one.Submits(page, new(form) { ["mail-domain"] = "one.example.gov.cn" }),
            two.Submits(page, new(form) { ["mail-domain"] = "two.example.gov.cn" }));

        var refused = Assert.Single(answers, x => x.Answer.StatusCode is HttpStatusCode.UnprocessableEntity);
        Assert.Single(answers, x => x.Answer.StatusCode is HttpStatusCode.SeeOther);
        var first = refused == answers[0] ? "吴迪" : "周敏";
        Assert.Contains(first, refused.Html[refused.Html.IndexOf("<main", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    private async Task<int> VersionOf(Agency agency)
    {
        await using var db = _host.Services.GetRequiredService<Databases>().OpenForSystem("test");
        return (await db.Set<Agency>().SingleAsync(x => x.Id == agency.Id)).Version;
    }
}
