using System.Net.Sockets;
using Guanwei.Server.Accounts;
using Guanwei.Server.Agencies;
using Guanwei.Server.Applications;
using Guanwei.Server.Audit;
using Guanwei.Server.Clients;
using Guanwei.Server.Demo;
using Guanwei.Server.Files;
using Guanwei.Server.Holidays;
using Guanwei.Server.Imports;
using Guanwei.Server.Jobs;
using Guanwei.Server.Keys;
using Guanwei.Server.Notifications;
using Guanwei.Server.Notifications.Doors;
using Guanwei.Server.People;
using Guanwei.Server.PersonalData;
using Guanwei.Server.RuleBooks;
using Guanwei.Server.Storage;
using Guanwei.Server.Ui;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Guanwei.Server.Hosting;

/// <summary>The server: one line per capability.</summary>
public static class Serve
{
    private const int SiloPortTries = 5;

    private static void Add(WebApplicationBuilder builder, int siloPort)
    {
        builder.AddDefaults();
        builder.AddLogs();
        builder.AddTelemetry();
        builder.AddStorage(Happenings());
        builder.AddProtection();
        builder.AddSilo(siloPort);
        builder.AddFiles(FilePurposes(), FileOwners());
        builder.Services.AddSingleton(SealedColumns());
        builder.Services.AddSingleton(PersonalRegister());
        builder.AddDoors();
        builder.AddAudit();
        builder.AddJobs(JobKinds());
        builder.AddOpenApiDocument();
        builder.AddPages();
        builder.AddPeople();
        builder.AddAgencies(Holdings());
        builder.AddClients();
        builder.Services.AddSingleton<Site>();
    }

    /// <summary>What leads to what: a happening, and the kind of job that hears of it.</summary>
    internal static Happenings Happenings() => new Happenings()
        .On("application.certified", OpenAccount.JobKind)
        .On("agency-request.admitted", InviteAdmitted.JobKind)
        .On("local-rule.approved", TellOfLocalRule.DecidedJob)
        .On("local-rule.rejected", TellOfLocalRule.DecidedJob)
        .On(MoveAgency.Moved, FollowMove.JobKind)
        .On(AgencySuccessor.Planned, TellOfSuccession.JobKind)
        .On(AgencySuccessor.Settled, TellOfSuccession.JobKind)
        .On(AgencySuccessor.Refused, TellOfSuccession.JobKind)
        .On(AgencySuccessor.CalledOff, TellOfSuccession.JobKind)
        .On(SignInDesk.NewPlace, TellOfNewPlace.JobKind);

    /// <summary>What belongs to an agency, and passes on when another one succeeds to it.</summary>
    public static IReadOnlyList<IPassesWithAgency> Holdings() =>
    [
        new UnitsOfAgency(),
        new AccountsOfAgency(),
        new PeopleOfAgency(RoleTable.Load()),
        new ApplicationsOfAgency(),
        new ClientsOfAgency(),
        new RequestsOfAgency(),
        new LooseFilesOfAgency(),
        new RobotsOfAgency(),
        new RulesOfAgency(),
    ];

    /// <summary>What the things are called that deadlines run on.</summary>
    private static ObjectNames ObjectNames() => new ObjectNames()
        .With(OpeningApplication.Kind, OpeningApplication.NameOf)
        .With(Account.Kind, Account.NameOf);

    /// <summary>What files are taken in for.</summary>
    private static FilePurposes FilePurposes() => new FilePurposes()
        .With(ApplicationFiles.Document)
        .With(ApplicationFiles.Evidence);

    /// <summary>Whose files they are, and who may read them.</summary>
    private static FileOwners FileOwners() => new FileOwners()
        .With(ApplicationFiles.Owner);

    /// <summary>What the rotation of keys seals anew.</summary>
    public static SealedColumns SealedColumns() => new SealedColumns()
        .With(Person.SealedPhone)
        .With(SignIn.SealedTotpSeed)
        .With(StaffEntry.SealedMobile)
        .With(AgencyRobot.SealedAddress)
        .With(AgencyRobot.SealedSecret)
        .With(ProtectionKey.SealedXml);

    /// <summary>What is kept about people.</summary>
    public static PersonalRegister PersonalRegister() => new PersonalRegister()
        .With(Declared.People)
        .With(Declared.SignIns)
        .With(Declared.Sessions)
        .With(Declared.SignInEvents)
        .With(Declared.Invitations)
        .With(Declared.AgencyRequests)
        .With(Declared.Steps)
        .With(KeptAboutPeople.Staff)
        .With(KeptAboutPeople.Uploaders)
        .With(KeptAboutPeople.ThirdParties)
        .With(KeptAboutPeople.EmailCodes);

    /// <summary>Who does which job.</summary>
    private static JobKinds JobKinds() => new JobKinds()
        .Every(Sealer.Period, Sealer.JobKind, Sealer.Run)
        .Every(Checkpoints.Period, Checkpoints.JobKind, Checkpoints.Run)
        .Every(ClockWatch.Period, ClockWatch.JobKind, ClockWatch.Run)
        .Every(WarnOfDeadlines.Period, WarnOfDeadlines.JobKind, WarnOfDeadlines.Naming(ObjectNames()))
        .Every(TellOfStuckJobs.Period, TellOfStuckJobs.JobKind, TellOfStuckJobs.Run)
        .Every(SweepJobs.Period, SweepJobs.JobKind, SweepJobs.Run)
        .Every(DailySummary.Period, DailySummary.JobKind, DailySummary.Run)
        .Handle(CountAgain.JobKind, CountAgain.Run)
        .Handle(Telling.JobKind, TellPeople.Run)
        .Every(TimeSpan.FromHours(1), SweepFiles.JobKind, SweepFiles.Run)
        .Every(RetainFiles.Period, RetainFiles.JobKind, RetainFiles.Run)
        .Handle(RotateKeys.Job, RewrapSealed.Run)
        .Every(RetainPersonalData.Period, RetainPersonalData.JobKind, RetainPersonalData.Run)
        .Handle(SendNotices.MailJob, SendNotices.ByMail)
        .Handle(SendNotices.SmsJob, SendNotices.BySms)
        .Handle(PostToRobot.JobKind, PostToRobot.Run)
        .Handle(VerifyAudit.Verb, VerifyAudit.Work)
        .Handle(TellOfNewPlace.JobKind, TellOfNewPlace.Run)
        .Handle(InvitePerson.MailJob, SendInvitation.Run)
        .Handle(Reform.JobKind, Reform.OnItsDay)
        .Handle(Succession.JobKind, Succession.OnItsDay(Holdings()))
        .Handle(TellOfSuccession.JobKind, TellOfSuccession.Run)
        .Handle(FollowMove.JobKind, FollowMove.Run)
        .Handle(AskForAgency.TellJob, TellOfRequest.Run)
        .Handle(EnterLocalRule.TellJob, TellOfLocalRule.Waiting)
        .Handle(TellOfLocalRule.DecidedJob, TellOfLocalRule.Decided)
        .Handle(InviteAdmitted.JobKind, InviteAdmitted.Run)
        .Handle(RefuseAgencyRequest.AnswerJob, AnswerRequest.Run)
        .Handle(StartAgencyImport.JobKind, RunAgencyImport.Run)
        .Handle(SendEmailCode.Job, MailCode.Run)
        .Handle(OpenAccount.JobKind, OpenAccount.Hearing(CertifiedApplications.Read));

    private static void Map(WebApplication app)
    {
        app.UsePages();
        app.UsePeople();
        app.UseNotices();
        app.UseFormGuard();
        app.UseRateLimiter();
        app.MapHealth();
        app.MapOpenApiDocument();
        app.MapPages();
        app.MapPeople();
        app.MapFiles();
        app.MapAgencies();
        app.MapImports();
        app.MapClients();
        app.MapAccounts();
        app.MapPersonalData();
        app.MapNotices();
        app.MapHolidays();
        app.MapRules();
        app.MapJobs();
        app.MapAudit();
        app.MapApplications();
        app.MapDemo();
    }

    public static Task Run(Invocation invocation, IReadOnlyList<string> hostSettings, CancellationToken ct) =>
        Run(invocation, hostSettings, Silo.FreePort, ct);

    /// <param name="siloPort">Looks for a port that is free; another process may be faster, so it is asked again.</param>
    public static async Task Run(
        Invocation invocation, IReadOnlyList<string> hostSettings, Func<int> siloPort, CancellationToken ct)
    {
        for (var round = 1; ; round++)
        {
            using var folder = DataFolder.Open(invocation.Data);
            await using var app = await Build(invocation, hostSettings, folder, siloPort(), ct);
            await app.ReadyDemo(ct);
            try
            {
                await app.StartAsync(ct);
            }
            catch (Exception taken) when (Causes(taken).Any(IsTakenAddress))
            {
                throw new HaltException(
                    ExitCode.Broken, Texts.Say("Serve.PortTaken", app.Configuration["urls"]), taken);
            }
            catch (Exception taken) when (round < SiloPortTries && Causes(taken).Any(IsTakenPort))
            {
                continue;
            }
            if (CommandLine.StandsAlone)
                Answer.Ok(Texts.Say("Serve.Ready", Addresses(app)), new { Addresses = app.Urls })
                    .Print(invocation.Json, invocation.Output, invocation.Error);
            app.SayDemo(invocation);
            await app.WaitForShutdownAsync(ct);
            // A background service that died has stopped the host; whoever supervises the process must see that.
            if (app.Services.GetServices<IHostedService>().OfType<BackgroundService>()
                .Any(service => service.ExecuteTask is { IsFaulted: true }))
                throw new HaltException(ExitCode.Broken, Texts.Say("Serve.Died"));
            return;
        }
    }

    private static async Task<WebApplication> Build(
        Invocation invocation, IReadOnlyList<string> hostSettings, DataFolder folder, int siloPort, CancellationToken ct)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = [.. hostSettings],
            // Started from another folder, a published server would otherwise answer every asset with 200 and no bytes.
            ContentRootPath = Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot"))
                ? AppContext.BaseDirectory
                : null,
        });
        // Built and not published, the assets lie where the build made them; outside Development nobody looks there otherwise,
        // and a browser that takes gzip would get 200 and no bytes.
        builder.WebHost.UseStaticWebAssets();
        builder.Configuration["Database"] = invocation.Database;
        // Made by the container, so that it is let go with the host and not a moment later.
        builder.Services.AddSingleton(_ => folder);
        await builder.AddDemo(folder, ct);
        Add(builder, siloPort);
        var app = builder.Build();
        app.Services.GetRequiredService<DataFolder>();
        Map(app);
        return app;
    }

    private static string Addresses(WebApplication app)
    {
        var bound = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses;
        return string.Join(' ', bound is { Count: > 0 } ? bound : app.Urls);
    }

    // Of the pages: Kestrel names the address around it. The silo throws the bare exception.
    private static bool IsTakenAddress(Exception cause) => cause is IOException { InnerException: AddressInUseException };

    private static bool IsTakenPort(Exception cause) =>
        cause is AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse };

    private static IEnumerable<Exception> Causes(Exception? outermost)
    {
        for (var cause = outermost; cause is not null; cause = cause.InnerException)
            yield return cause;
    }
}
