using Guanwei.Server.Accounts;
using Guanwei.Server.Actions;
using Guanwei.Server.Applications;
using Guanwei.Server.Files;
using Guanwei.Server.PersonalData;
using Microsoft.EntityFrameworkCore;
using ApplicationId = Guanwei.Server.Applications.ApplicationId;

namespace Guanwei.Server.Tests.Applications;

/// <summary>A year on: what nobody needs any more is gone, what is owed to stay has stayed.</summary>
public sealed class TheRetention
{
    private const string Rule = "log.retention.months";

    // GOVAPPS-LOGS asks for twelve months and is a duty.
    private static readonly TimeSpan longerThanKept = TimeSpan.FromDays(400);

    private static readonly Dictionary<string, Func<Applying, Task<ApplicationId>>> ways = new()
    {
        ["a draft left lying"] = here => here.FillsIn(),
        ["rejected"] = async here =>
        {
            var id = await here.HasSubmitted();
            _ = (await here.Rejects(id)).Required;
            return id;
        },
        ["withdrawn"] = async here =>
        {
            var id = await here.HasSubmitted();
            _ = (await here.Withdraws(id)).Required;
            return id;
        },
        ["in review"] = here => here.HasSubmitted(),
        ["certified, the account open"] = here => Certified(here, closed: false),
        ["certified, the account closed"] = here => Certified(here, closed: true),
    };

    [Theory]
    [InlineData("a draft left lying", true)]
    [InlineData("rejected", true)]
    [InlineData("withdrawn", true)]
    [InlineData("in review", false)]
    [InlineData("certified, the account open", false)]
    [InlineData("certified, the account closed", true)]
    public async Task Takes_names_and_documents_of_an_application_that_nobody_needs(string way, bool goes)
    {
        await using var here = await Applying.Here();
        var id = await ways[way](here);
        var attached = (await here.Rows<StoredFile>()).Count(x => x.OwnerKind is not null);
        Assert.True(attached >= Applying.CountyDocuments.Count);

        Assert.Equal((0, 0), await Night(here));
        here.House.Machine.Advance(longerThanKept);
        var (files, staff) = await Night(here);

        Assert.Equal(goes ? (attached, 3) : (0, 0), (files, staff));
        Assert.Equal((0, 0), await Night(here));
        Assert.All(await here.Rows<StoredFile>(), file => Assert.Equal(goes, file is { OwnerKind: null, LooseSince: not null }));
        Assert.All(await here.Rows<StaffEntry>(), entry => Assert.Equal(goes, entry is { Name: "—", Email: null, Mobile: null }));
        Assert.All(await here.Rows<ApplicationDocument>(), document => Assert.Equal(goes, document.FileName == "—"));
        Assert.All(await here.Rows<CertificationRecord>(), record => Assert.Equal(goes, record.EvidenceFileName is null));
        // The history itself stays: who decided what, and when.
        Assert.Equal(id, (await here.Stored(id)).Id);
    }

    [Fact]
    public async Task Leaves_what_ended_only_lately()
    {
        await using var here = await Applying.Here();
        var id = await here.HasSubmitted();
        here.House.Machine.Advance(longerThanKept);
        _ = (await here.Rejects(id)).Required;

        Assert.Equal((0, 0), await Night(here));
    }

    [Fact]
    public async Task Lets_a_draft_whose_documents_are_gone_ask_for_them_again()
    {
        await using var here = await Applying.Here();
        var id = await here.FillsIn();
        here.House.Machine.Advance(longerThanKept);
        await Night(here);

        Assert.Contains("documents.id-card-front DOCUMENT_MISSING", Applying.Codes(await here.Submits(id)));
    }

    private static async Task<(int Files, int Staff)> Night(Applying here) => (
        await RetainFiles.LetGo(here.House.Actions, Actor.System("night"), ApplicationFiles.Owner, Rule, default),
        await RetainPersonalData.EraseBatch(here.House.Actions, Actor.System("night"), KeptAboutPeople.Staff, default));

    private static async Task<ApplicationId> Certified(Applying here, bool closed)
    {
        here.House.Happenings.On("application.certified", OpenAccount.JobKind);
        here.House.Jobs.Handle(OpenAccount.JobKind, OpenAccount.Hearing(CertifiedApplications.Read));
        var id = await here.HasSubmitted();
        _ = (await here.Approves(id)).Required;
        _ = (await here.Certifies(id)).Required;
        await here.House.RunJobs();
        await using var db = here.House.Databases.OpenForSystem("test");
        var account = await db.Set<Account>().SingleAsync();
        if (closed)
        {
            (account.State, account.ClosedAt) = (AccountState.Closed, here.House.Clock.Now);
            await db.SaveChangesAsync();
        }
        return id;
    }
}
