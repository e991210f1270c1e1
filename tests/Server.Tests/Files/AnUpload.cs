using Guanwei.Samples;
using Guanwei.Server.Actions;
using Guanwei.Server.Audit;
using Guanwei.Server.Files;
using Guanwei.Server.Keys;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Given;
using Guanwei.Vision;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Tests.Files;

public sealed class AnUpload : IAsyncLifetime
{
    private House house = null!;
    private ReceptionDesk desk = null!;
    private Actor clerk = null!;

    public async ValueTask InitializeAsync()
    {
        house = await House.On(DatabaseKind.Sqlite);
        desk = new ReceptionDesk(house);
        clerk = await house.Person("applicant", await house.Agency("某县民政局"));
    }

    public async ValueTask DisposeAsync()
    {
        desk.Dispose();
        await house.DisposeAsync();
    }

    [Fact]
    public async Task That_is_clean_is_kept_sealed_and_can_be_read_again()
    {
        var pdf = SamplePdf.Pages(2);

        var taken = (await desk.Upload(clerk, pdf, "../../公函.pdf")).Required;

        var file = await Row(taken.Id);
        Assert.Equal(("../../公函.pdf", DocumentKind.Pdf, 2, pdf.LongLength), (file.Name, file.Kind, file.Pages, file.Size));
        Assert.Equal(Sm3.Digest(pdf), file.Sm3);
        Assert.Equal((clerk.Agency, clerk.Person), (file.AgencyId, file.MadeBy));
        await using var read = desk.Vault.Open(file.Id.Value, house.InForce.Current.Keys);
        using var copy = new MemoryStream();
        await read.CopyToAsync(copy);
        Assert.Equal(pdf, copy.ToArray());
        Assert.Contains(file.Id.Value.ToString("N"), Assert.Single(desk.OnDisk), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twice_of_the_same_file_gives_two_files()
    {
        var picture = SamplePicture.Jpeg();

        var first = (await desk.Upload(clerk, picture, "证件.jpg")).Required;
        var second = (await desk.Upload(clerk, picture, "证件.jpg")).Required;

        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(first.Sha256, second.Sha256);
        Assert.Equal(2, desk.OnDisk.Count);
    }

    [Fact]
    public async Task Clicked_twice_is_one_file_and_leaves_nothing_else_on_the_disk()
    {
        var operation = House.NewOperation();

        var first = (await desk.Upload(clerk, SamplePicture.Png(), "章程.png", operation)).Required;
        var second = (await desk.Upload(clerk, SamplePicture.Png(), "章程.png", operation)).Required;

        Assert.Equal(first, second);
        Assert.Single(desk.OnDisk);
    }

    [Fact]
    public async Task That_is_refused_says_every_reason_and_leaves_only_its_line_in_the_audit()
    {
        byte[] program = [.. "MZ"u8, .. new byte[300]];

        var refused = Assert.IsType<Outcome<UploadFile.Taken>.Refused>(await desk.Upload(clerk, program, "a/\u202Efdp.exe.pdf"));

        var codes = refused.Reasons.Select(reason => reason.Code).ToList();
        Assert.Contains("FILE_KIND_UNKNOWN", codes);
        Assert.Contains("FILE_NAME_TRICK", codes);
        Assert.Empty(desk.OnDisk);
        await using var db = house.Databases.OpenForSystem("test");
        Assert.False(await db.Set<StoredFile>().AnyAsync());
        Assert.Contains("FILE_KIND_UNKNOWN", (await db.Set<AuditEntry>().SingleAsync(x => x.Verb == UploadFile.Verb)).Reasons,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_kind_the_purpose_does_not_take_is_refused()
    {
        var picturesOnly = ReceptionDesk.Document with { Accepts = [DocumentKind.Png] };

        var refused = Assert.IsType<Outcome<UploadFile.Taken>.Refused>(
            await desk.Upload(clerk, SamplePicture.Jpeg(), "照片.jpg", purpose: picturesOnly));

        Assert.Equal("FILE_KIND_NOT_ACCEPTED", Assert.Single(refused.Reasons, r => r.Severity is Rules.Severity.Block).Code);
        Assert.Empty(desk.OnDisk);
    }

    [Fact]
    public async Task That_breaks_off_leaves_nothing()
    {
        await using var cut = new CutOff(SamplePdf.Pages(40));

        await Assert.ThrowsAsync<IOException>(() => desk.Reception.Receive(cut, "公函.pdf", CancellationToken.None));

        Assert.Empty(desk.OnDisk);
    }

    [Fact]
    public async Task Whose_inspection_dies_is_refused_in_words_and_leaves_nothing()
    {
        using var dying = new ReceptionDesk(house, new Inspector(new InspectionChild("/bin/sh", ["-c", "kill -9 $$"])));

        var refused = Assert.IsType<Outcome<UploadFile.Taken>.Refused>(await dying.Upload(clerk, SamplePdf.Pages(), "公函.pdf"));

        Assert.Equal(Inspector.FailedCode, Assert.Single(refused.Reasons).Code);
        Assert.Empty(dying.OnDisk);
    }

    [Fact]
    public async Task Without_room_on_the_disk_is_refused_in_words_before_anything_is_written()
    {
        using var full = new ReceptionDesk(house, reserve: long.MaxValue);

        var refused = Assert.IsType<Outcome<UploadFile.Taken>.Refused>(await full.Upload(clerk, SamplePdf.Pages(), "公函.pdf"));

        Assert.Equal("FILE_NO_ROOM", Assert.Single(refused.Reasons).Code);
        Assert.Empty(full.OnDisk);
    }

    [Fact]
    public async Task Rolled_back_by_its_verb_leaves_nothing()
    {
        await using (var arrival = await desk.Reception.Receive(
            new MemoryStream(SamplePdf.Pages()), "公函.pdf", CancellationToken.None))
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => house.Do<int>(clerk, UploadFile.Verb, act =>
            {
                arrival.Store(act, ReceptionDesk.Document, clerk.Agency!.Value);
                throw new InvalidOperationException("the verb fails after it made the row");
            }));
        }

        Assert.Empty(desk.OnDisk);
    }

    private async Task<StoredFile> Row(FileId id)
    {
        await using var db = house.Databases.OpenFor(clerk);
        return await db.Set<StoredFile>().SingleAsync(file => file.Id == id);
    }

    /// <summary>A connection that is lost after its first half.</summary>
    private sealed class CutOff(byte[] content) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position > Length / 2
                ? throw new IOException("The client reset the connection.")
                : base.ReadAsync(buffer[..Math.Min(buffer.Length, 4096)], cancellationToken);
    }
}
