using System.Security.Cryptography;
using System.Text;
using Guanwei.Rules;
using Guanwei.Rules.Documents;
using Guanwei.Rules.Eligibility;
using Guanwei.Rules.Rights;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Applications;
using Guanwei.Server.Files;
using Guanwei.Server.Tests.Given;
using Microsoft.EntityFrameworkCore;
using ApplicationId = Guanwei.Server.Applications.ApplicationId;

namespace Guanwei.Server.Tests.Applications;

/// <summary>A city over a county, their people, and what they do with applications: each helper is one verb.</summary>
public sealed class Applying : IAsyncDisposable
{
    public const string CreditCode = "11441700007280420Y";

    /// <summary>Why a review is suspended.</summary>
    public const string Why = "正在征求市有关部门意见";

    /// <summary>What a county organ hands in under the guide.</summary>
    public static readonly IReadOnlyList<DocumentKind> CountyDocuments =
    [
        DocumentKind.CreditCodeCertificate, DocumentKind.ApplicationForm, DocumentKind.IdCardFront, DocumentKind.IdCardBack,
        DocumentKind.EstablishmentApproval,
    ];

    /// <summary>An account of the agency itself, for good.</summary>
    public static readonly StartApplication.Request ForGood = new(new FirstReplies(Reply.No, Reply.No), null);

    /// <summary>The same as a form sends it.</summary>
    public static Dictionary<string, string> ForGoodFields => new() { ["internal-unit"] = "no", ["short-lived"] = "no" };

    private Applying(House house) => House = house;

    public House House { get; }

    public required Agency City { get; init; }

    public required Agency County { get; init; }

    public required Actor Applicant { get; init; }

    public required Actor Supervisor { get; init; }

    public static async Task<Applying> Here(Storage.DatabaseKind kind = Storage.DatabaseKind.Sqlite)
    {
        var house = await House.On(kind);
        var city = await house.Agency("样例市政务服务局");
        var county = await house.Agency("样例县民政局", city);
        return new Applying(house)
        {
            City = city,
            County = county,
            Applicant = await house.Person("applicant", county, "李青"),
            Supervisor = await house.Person("supervisor", city, "周敏"),
        };
    }

    public async Task<ApplicationId> Starts(Actor? by = null) =>
        (await House.Do<StartApplication.Answer>(
            by ?? Applicant, StartApplication.Verb, act => StartApplication.Run(act, ForGood, CancellationToken.None))).Required.Id;

    /// <summary>A draft that nothing stands against.</summary>
    public async Task<ApplicationId> FillsIn(string name = "样例民政", Actor? by = null)
    {
        var id = await Starts(by);
        await SavesAgency(id, CreditCode, by);
        await SavesPurpose(id, by);
        await Names(id, name, by);
        await SavesStaff(id, by: by);
        await Verifies(id, StaffRole.A, by);
        await Verifies(id, StaffRole.B, by);
        foreach (var kind in CountyDocuments)
        {
            await Attaches(id, kind, by: by);
        }
        return id;
    }

    public async Task<Outcome<int>> SavesAgency(ApplicationId id, string? code, Actor? by = null)
    {
        var version = await Version(id);
        return await House.Do<int>(by ?? Applicant, SaveAgencyStep.Verb, act =>
            SaveAgencyStep.Run(act, new(id, version, code, null), default));
    }

    public async Task<Outcome<int>> SavesPurpose(ApplicationId id, Actor? by = null)
    {
        var version = await Version(id);
        return await House.Do<int>(by ?? Applicant, SavePurposeStep.Verb, act => SavePurposeStep.Run(
            act, new(id, version, AccountType.Service, "县内居民", "政策、办事", "每周三次", "办公室"), default));
    }

    public async Task<Outcome<int>> Names(ApplicationId id, string name, Actor? by = null)
    {
        var version = await Version(id);
        return await House.Do<int>(by ?? Applicant, SaveNameStep.Verb, act => SaveNameStep.Run(act, new(id, version, name), default));
    }

    public async Task<Outcome<int>> SavesStaff(ApplicationId id, string emailOfA = "a@example.gov.cn", Actor? by = null)
    {
        var version = await Version(id);
        return await House.Do<int>(by ?? Applicant, SaveStaffStep.Verb, act => SaveStaffStep.Run(act, new(id, version,
        [
            new(StaffRole.A, "王一", Establishment.CivilServant, emailOfA, "13800000001"),
            new(StaffRole.B, "赵二", Establishment.CivilServant, "b@example.gov.cn", null),
            new(StaffRole.Operator, "钱三", Establishment.Contract, null, null),
        ]), default));
    }

    public async Task<Outcome<bool>> AsksForCode(ApplicationId id, StaffRole role, Actor? by = null) =>
        await House.Do<bool>(by ?? Applicant, SendEmailCode.Verb, act =>
            SendEmailCode.Run(act, new(id, role), House.Clock.Machine, default));

    /// <summary>What the mail job does: makes the code. Returned as the mailbox would show it.</summary>
    public async Task<string> Receives(ApplicationId id, StaffRole role) =>
        (await House.Do<string>(Actor.System("mail"), "mail.code", async act =>
        {
            var code = await act.Db.Set<EmailCode>().SingleAsync(x => x.ObjectId == id.Value && x.Role == role);
            return code.Make(act.InForce.Keys, House.Clock.Machine);
        })).Required;

    public async Task<Outcome<ConfirmEmail.Answer>> Confirms(ApplicationId id, StaffRole role, string code, Actor? by = null) =>
        await House.Do<ConfirmEmail.Answer>(by ?? Applicant, ConfirmEmail.Verb, act =>
            ConfirmEmail.Run(act, new(id, role, code), House.Clock.Machine, default));

    public async Task Verifies(ApplicationId id, StaffRole role, Actor? by = null)
    {
        Assert.True((await AsksForCode(id, role, by)).Required);
        Assert.True((await Confirms(id, role, await Receives(id, role), by)).Required.Verified);
    }

    public async Task<Outcome<DocumentId>> Attaches(ApplicationId id, DocumentKind kind, string? digest = null, Actor? by = null)
    {
        var version = await Version(id);
        var file = await Uploads(id, digest ?? $"{kind}-{version}");
        return await House.Do<DocumentId>(by ?? Applicant, AttachDocument.Verb, act =>
            AttachDocument.Run(act, new AttachDocument.Request(id, version, kind, file), default));
    }

    /// <summary>A file that was taken in: its bytes are nobody's business here.</summary>
    public async Task<FileId> Uploads(ApplicationId id, string content)
    {
        var agency = (await Stored(id)).AgencyId;
        return (await House.Do<FileId>(Actor.System("upload"), UploadFile.Verb, act =>
        {
            var file = new StoredFile
            {
                Id = act.NewId<FileId>(), AgencyId = agency, ObjectId = default, LooseSince = act.Now, Name = "扫描件.jpg",
                Purpose = "application.document", Retention = "log.retention.months", Kind = Vision.DocumentKind.Jpeg,
                Size = 300_000, Pages = 1, Sha256 = SHA256.HashData(Encoding.UTF8.GetBytes(content)), Sm3 = [], MadeAt = act.Now,
            };
            act.Db.Add(file);
            return Task.FromResult<Outcome<FileId>>(file.Id);
        })).Required;
    }

    public async Task<Outcome<string>> Submits(ApplicationId id, Actor? by = null, OperationId? operation = null)
    {
        var version = await Version(id);
        return await House.Do<string>(by ?? Applicant, OpeningWorkflow.Submit, act =>
            SubmitApplication.Run(act, new(id, version), default), operation);
    }

    public async Task<ApplicationId> HasSubmitted(string name = "样例民政")
    {
        var id = await FillsIn(name);
        _ = (await Submits(id)).Required;
        return id;
    }

    public async Task<Outcome<string>> Approves(ApplicationId id, Actor? by = null, int? seen = null, ThirdParty? third = null)
    {
        var version = seen ?? await Version(id);
        return await House.Do<string>(by ?? Supervisor, OpeningWorkflow.Approve, act =>
            ApproveApplication.Run(act, new(id, version, "同意", third), default));
    }

    public async Task<Outcome<string>> Returns(ApplicationId id, IReadOnlyList<string> codes, string words, Actor? by = null)
    {
        var version = await Version(id);
        return await House.Do<string>(by ?? Supervisor, OpeningWorkflow.Return, act =>
            ReturnApplication.Run(act, new(id, version, codes, words), default));
    }

    public async Task<Outcome<string>> Suspends(
        ApplicationId id, string? reason = "CONSULTING_OTHERS", string words = Why, Actor? by = null, int? seen = null,
        OperationId? operation = null)
    {
        var version = seen ?? await Version(id);
        return await House.Do<string>(by ?? Supervisor, OpeningWorkflow.Suspend, act =>
            SuspendReview.Run(act, new(id, version, reason, words), default), operation);
    }

    public async Task<Outcome<string>> Resumes(ApplicationId id, OperationId? operation = null)
    {
        var version = await Version(id);
        return await House.Do<string>(Supervisor, OpeningWorkflow.Resume, act =>
            ResumeReview.Run(act, new(id, version, null), default), operation);
    }

    public async Task<Outcome<string>> Rejects(ApplicationId id)
    {
        var version = await Version(id);
        return await House.Do<string>(Supervisor, OpeningWorkflow.Reject, act =>
            RejectApplication.Run(act, new(id, version, ["NOT_ENTITLED"], "不属于开设范围"), default));
    }

    public async Task<Outcome<string>> Withdraws(ApplicationId id)
    {
        var version = await Version(id);
        return await House.Do<string>(Applicant, OpeningWorkflow.Withdraw, act =>
            WithdrawApplication.Run(act, new(id, version, null), default));
    }

    public async Task<Outcome<DateOnly>> Certifies(
        ApplicationId id, DateOnly? day = null, Actor? by = null, bool evidence = true)
    {
        var version = await Version(id);
        FileId? file = evidence ? await Charged(id, await Uploads(id, "通知")) : null;
        return await House.Do<DateOnly>(by ?? Applicant, OpeningWorkflow.Certified, act => RecordCertification.Run(
            act, new(id, version, day ?? act.Today, file, null), default));
    }

    /// <summary>As the route does it: taken in for the application, so that whoever is charged with it sees the file.</summary>
    private async Task<FileId> Charged(ApplicationId id, FileId file)
    {
        await House.Do<bool>(Actor.System("upload"), "test.attach", async act =>
            (await act.Db.FindAsync<StoredFile>(file))!.AttachTo(OpeningApplication.Kind, id.Value));
        return file;
    }

    public async Task<Outcome<string>> Fails(ApplicationId id, string? code, string? words = null, Actor? by = null)
    {
        var version = await Version(id);
        return await House.Do<string>(by ?? Applicant, OpeningWorkflow.Failed, act => RecordFailedCertification.Run(
            act, new(id, version, act.Today, code, words, null), default));
    }

    public async Task<Outcome<string>> Retries(ApplicationId id)
    {
        var version = await Version(id);
        return await House.Do<string>(Applicant, OpeningWorkflow.Retry, act =>
            RetryCertification.Run(act, new(id, version, "已更正"), default));
    }

    public async Task<Outcome<string>> Reopens(ApplicationId id, OperationId? operation = null, int? seen = null)
    {
        var version = seen ?? await Version(id);
        return await House.Do<string>(Applicant, OpeningWorkflow.Reopen, act =>
            ReopenForm.Run(act, new(id, version, "名称另拟"), default), operation);
    }

    public async Task<OpeningApplication> Stored(ApplicationId id)
    {
        await using var db = House.Databases.OpenForSystem("test");
        return await db.Set<OpeningApplication>().AsNoTracking().SingleAsync(x => x.Id == id);
    }

    public async Task<List<TRow>> Rows<TRow>() where TRow : class
    {
        await using var db = House.Databases.OpenForSystem("test");
        return await db.Set<TRow>().AsNoTracking().ToListAsync();
    }

    public async Task<int> Version(ApplicationId id) => (await Stored(id)).Version;

    public static IReadOnlyList<string> Codes<TAnswer>(Outcome<TAnswer> outcome) =>
        [.. Assert.IsType<Outcome<TAnswer>.Refused>(outcome).Reasons.Select(reason => $"{reason.Place} {reason.Code}".Trim())];

    public ValueTask DisposeAsync() => House.DisposeAsync();
}
