using System.Net;
using System.Text.RegularExpressions;
using Guanwei.Samples;
using Guanwei.Server.Actions;
using Guanwei.Server.Files;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Guanwei.Server.Tests.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanwei.Server.Tests.Applications;

/// <summary>The documents of an application lie open to its agency and those above it, and to nobody else.</summary>
public sealed class TheFilesOfAnApplication(ProductionHost production) : IClassFixture<ProductionHost>
{
    private readonly GuanweiHost _host = production.Host;

    [Fact]
    public async Task Are_read_by_its_agency_and_the_reviewers_above_and_by_no_other_branch()
    {
        var province = await _host.Agency("卯省政务服务局");
        var county = await _host.Agency("卯县民政局", await _host.Agency("卯市政务服务局", province));
        using var applicant = await _host.SignedIn("applicant", county);
        using var above = await _host.SignedIn("supervisor", province);
        using var elsewhere = await _host.SignedIn("supervisor", await _host.Agency("辰市政务服务局", province));
        using var neighbour = await _host.SignedIn("applicant", await _host.Agency("卯县教育局"));
        using var unassigned = await _host.SignedIn("third-party-reviewer");
        using var visitor = new Browser(_host);

        foreach (var path in await Handed(applicant))
        {
            Assert.Equal(HttpStatusCode.OK, (await applicant.Fetches(path)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await above.Fetches(path)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.Fetches(path)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await neighbour.Fetches(path)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await unassigned.Fetches(path)).StatusCode);
            Assert.Contains(
                "/sign-in", (await visitor.Fetches(path)).Headers.Location?.OriginalString, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Are_shut_at_once_to_whose_appointment_has_ended()
    {
        var county = await _host.Agency("巳县民政局");
        var clerk = await _host.Person("李青", county, "applicant");
        using var applicant = new Browser(_host);
        await applicant.SignsIn(clerk.Email);
        var paths = await Handed(applicant);

        await Ends(clerk.Id);

        foreach (var path in paths)
        {
            var answer = await applicant.Fetches(path);
            Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
            Assert.NotEqual("image/png", answer.Content.Headers.ContentType?.MediaType);
        }
        // Another appointment elsewhere opens them no more than before.
        await Appointed(clerk.Id, (await _host.Agency("午县民政局")).Id);
        foreach (var path in paths)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await applicant.Fetches(path)).StatusCode);
        }
    }

    /// <summary>A document handed in by the form; every address at which it can be read.</summary>
    private async Task<IReadOnlyList<string>> Handed(Browser applicant)
    {
        var documents = $"/applications/{await TheForm.Started(applicant)}/documents";
        await applicant.Uploads(
            documents, SamplePicture.Png(640, 480), "申请表.png",
            new() { ["kind"] = "application-form", ["version"] = "1", ["operation"] = $"{House.NewOperation()}" }, page: documents);
        var shown = Regex.Match((await applicant.Opens(documents)).Html, $"{documents}/do_[0-9a-z]+").Value;
        await using var db = _host.Services.GetRequiredService<Databases>().OpenForSystem("test");
        var file = await db.Set<StoredFile>().OrderByDescending(x => x.MadeAt).Select(x => x.Id).FirstAsync();
        Assert.NotEqual("", shown);
        return [shown, $"/files/{file}", $"/files/{file}/view"];
    }

    private Task Ends(PersonId person) => Does(EndAppointment.Verb, async act =>
    {
        var held = await act.Db.Set<Appointment>().SingleAsync(x => x.PersonId == person);
        return await EndAppointment.Run(
            act, _host.Services.GetRequiredService<Server.People.RoleTable>(), new(held.Id, held.Version), default);
    });

    private Task Appointed(PersonId person, Server.Agencies.AgencyId at) => Does(Appoint.Verb, act =>
    {
        act.Db.Add(new Appointment
        {
            Id = act.NewId<AppointmentId>(), PersonId = person, Role = "applicant", AgencyId = at, From = act.Today,
        });
        return Task.FromResult<Outcome<PersonId>>(person);
    });

    private async Task Does(string verb, Func<Act, Task<Outcome<PersonId>>> run) => _ = (await _host.Services
        .GetRequiredService<Server.Actions.Actions>().Do(Actor.System("test"), House.NewOperation(), verb, run, default)).Required;
}
