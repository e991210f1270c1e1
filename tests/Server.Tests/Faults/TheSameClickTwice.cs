using System.Net;
using Guanwei.Server.Agencies;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Agencies;
using Guanwei.Server.Tests.Given;
using Guanwei.Server.Tests.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanwei.Server.Tests.Faults;

/// <summary>Over HTTP, as browsers do it: a double click.</summary>
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
}
