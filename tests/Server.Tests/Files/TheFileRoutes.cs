using System.Net;
using System.Text.Json;
using Guanwei.Samples;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Files;
using Guanwei.Server.Jobs;
using Guanwei.Server.Keys;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Guanwei.Server.Tests.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Guanwei.Server.Tests.Files;

public sealed class TheFileRoutes : IAsyncDisposable
{
    private static readonly byte[] picture = SamplePicture.Png(640, 480);

    private readonly GuanweiHost host = new()
    {
        Replace = services => services
            .Replace(ServiceDescriptor.Singleton(new FilePurposes().With(ReceptionDesk.Document)))
            .Replace(ServiceDescriptor.Singleton(new FileOwners().With(new FileOwner(
                "agency", "page.accounts", (db, id, stop) => db.Set<Agency>().AnyAsync(x => x.Id == AgencyId.From(id), stop),
                (db, _) => db.Set<StoredFile>().Where(_ => false).Select(x => x.ObjectId), (_, _, _) => Task.CompletedTask)))),
    };

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Take_a_file_and_give_it_back_to_its_sender_alone()
    {
        var agency = await host.Agency("某县民政局");
        using var clerk = await host.SignedIn("applicant", agency);
        using var colleague = await host.SignedIn("applicant", agency, "李四");

        var id = await Uploaded(clerk, "a/\u202E公函 1.png");
        var answer = await clerk.Fetches("/files/" + id);

        Assert.Equal(picture, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/png", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("公函 1.png", answer.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await colleague.Fetches("/files/" + id)).StatusCode);
    }

    [Fact]
    public async Task Give_a_part_and_show_pictures_in_a_frame()
    {
        using var clerk = await host.SignedIn("applicant", await host.Agency("某县民政局"));
        var id = await Uploaded(clerk, "章程.png");

        var part = await clerk.Fetches("/files/" + id, "bytes=10-19");
        var view = await clerk.Fetches($"/files/{id}/view");

        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(picture[10..20], await part.Content.ReadAsByteArrayAsync());
        Assert.Equal("inline", view.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Contains("frame-ancestors 'self'", Assert.Single(view.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_an_attached_file_to_whoever_sees_its_owner_and_to_nobody_else()
    {
        var agency = await host.Agency("某县民政局");
        using var clerk = await host.SignedIn("applicant", agency);
        using var colleague = await host.SignedIn("editor", agency);
        using var withoutRight = await host.SignedIn("audit-officer");
        using var elsewhere = await host.SignedIn("applicant", await host.Agency("某县水利局"));
        var id = await Uploaded(clerk, "章程.png");
        await Change(id, file => Assert.True(file.AttachTo("agency", agency.Id.Value)));

        Assert.Equal(HttpStatusCode.OK, (await colleague.Fetches("/files/" + id)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.Fetches("/files/" + id)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await withoutRight.Fetches("/files/" + id)).StatusCode);
        using var stranger = new Browser(host);
        Assert.NotEqual(HttpStatusCode.OK, (await stranger.Fetches("/files/" + id)).StatusCode);
    }

    [Fact]
    public async Task Refuse_in_words_as_json_and_as_a_page()
    {
        using var clerk = await host.SignedIn("applicant", await host.Agency("某县民政局"));

        var (json, text) = await clerk.Uploads("/files", [], "空.pdf", Purpose, "application/json");
        var (page, html) = await clerk.Uploads("/files", [], "空.pdf", Purpose);
        var (unknown, _) = await clerk.Uploads("/files", picture, "a.png", new() { ["purpose"] = "nothing" }, "application/json");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, json.StatusCode);
        var reason = JsonDocument.Parse(text).RootElement.GetProperty("reasons")[0];
        Assert.Equal("FILE_EMPTY", reason.GetProperty("code").GetString());
        Assert.Equal("“空.pdf”没有内容。", reason.GetProperty("sentence").GetString());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.StatusCode);
        Assert.Contains("没有内容", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.StatusCode);
    }

    [Fact]
    public async Task Take_nothing_without_the_right_or_the_token()
    {
        using var auditor = await host.SignedIn("audit-officer");
        var (refused, _) = await auditor.Uploads("/files", picture, "a.png", Purpose);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);

        using var clerk = await host.SignedIn("applicant", await host.Agency("某县民政局"));
        var (without, _) = await clerk.Posts("/files", new(Purpose));
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
    }

    [Fact]
    public async Task A_loose_file_is_swept_after_a_day_and_one_in_use_stays()
    {
        var agency = await host.Agency("某县民政局");
        using var clerk = await host.SignedIn("applicant", agency);
        var (loose, used) = (await Uploaded(clerk, "一.png"), await Uploaded(clerk, "二.png"));
        await Change(used, file => file.AttachTo("agency", agency.Id.Value));
        await Change(loose, file => file.LooseSince = file.LooseSince!.Value - SweepFiles.Grace);
        var leftOver = Guid.CreateVersion7();
        var vault = host.Services.GetRequiredService<FileVault>();
        await vault.Receive(leftOver, new MemoryStream(picture), Ring, long.MaxValue, CancellationToken.None);
        vault.Keep(leftOver);
        foreach (var path in Directory.GetFiles(Path.Combine(host.Data, "files"), $"{leftOver:N}*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime - SweepFiles.Grace - TimeSpan.FromMinutes(1));
        }

        await SweepFiles.Run(
            new JobRun(NewJob(SweepFiles.JobKind), host.Services, host.Services.GetRequiredService<JobLedger>()), CancellationToken.None);

        Assert.Equal([Id(used).Value], vault.Enumerate().Select(entry => entry.Id));
        await using var db = host.Services.GetRequiredService<Databases>().OpenForSystem("test");
        Assert.Equal([Id(used)], await db.Set<StoredFile>().Select(file => file.Id).ToListAsync());
    }

    [Fact]
    public async Task After_a_rotation_every_file_and_sealed_value_is_under_the_new_keys_and_readable()
    {
        using var clerk = await host.SignedIn("applicant", await host.Agency("某县民政局"));
        var id = await Uploaded(clerk, "章程.png");
        var person = await host.Person("王五", null);
        await Sealed(person.Id, "13800000000");

        await host.Services.GetRequiredService<Actions.Actions>().Do(Actor.System("test"), House.NewOperation(), RotateKeys.Verb,
            act => RotateKeys.Run(act, new(host.Services.GetRequiredService<MasterKey>(), RotateKeys.Rotatable), CancellationToken.None),
            CancellationToken.None);
        await JobDone(RotateKeys.Job);

        Assert.Equal(2, host.Services.GetRequiredService<FileVault>().KeyVersion(Id(id).Value));
        Assert.Equal(picture, await (await clerk.Fetches("/files/" + id)).Content.ReadAsByteArrayAsync());
        await using var db = host.Services.GetRequiredService<Databases>().OpenForSystem("test");
        var phone = new SealedField((await db.Set<Person>().SingleAsync(x => x.Id == person.Id)).Phone);
        Assert.Equal(2, phone.KeyVersion);
        Assert.Equal("13800000000", Ring.OpenField("people", "phone", person.Id.ToString(), phone));
    }

    private static Dictionary<string, string> Purpose => new() { ["purpose"] = ReceptionDesk.Document.Key };

    private KeyRing Ring => host.Services.GetRequiredService<InForceSource>().Current.Keys;

    private static FileId Id(string text) => FileId.TryParse(text, null, out var id) ? id : throw new FormatException(text);

    private static Job NewJob(string kind) => new()
    {
        Id = JobId.From(Guid.CreateVersion7()), Kind = kind, Payload = "{}", EnqueuedAt = default, Due = default,
    };

    private static async Task<string> Uploaded(Browser browser, string name)
    {
        var (answer, text) = await browser.Uploads("/files", picture, name, Purpose, "application/json");
        Assert.True(answer.StatusCode is HttpStatusCode.Created, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!;
    }

    private async Task Change(string id, Action<StoredFile> change)
    {
        await using var db = host.Services.GetRequiredService<Databases>().OpenForSystem("test");
        var wanted = Id(id);
        change(await db.Set<StoredFile>().SingleAsync(file => file.Id == wanted));
        await db.SaveChangesAsync();
    }

    private async Task Sealed(PersonId id, string phone)
    {
        await using var db = host.Services.GetRequiredService<Databases>().OpenForSystem("test");
        (await db.Set<Person>().SingleAsync(x => x.Id == id)).Phone =
            Ring.SealField("people", "phone", id.ToString(), phone).Bytes.ToArray();
        await db.SaveChangesAsync();
    }

    private async Task JobDone(string kind)
    {
        for (var round = 0; round < 300; round++)
        {
            await using var db = host.Services.GetRequiredService<Databases>().OpenForSystem("test");
            var job = await db.Set<Job>().AsNoTracking().SingleAsync(x => x.Kind == kind);
            Assert.True(job.State is not JobState.Dead, job.LastError);
            if (job.State is JobState.Done)
            {
                Assert.Equal((job.Total, 0), (job.Finished, job.Failed));
                return;
            }
            await Task.Delay(100);
        }
        Assert.Fail($"{kind} was not done in 30 s");
    }
}
