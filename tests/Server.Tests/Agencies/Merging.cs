using Guanwei.Server.Accounts;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Applications;
using Guanwei.Server.Hosting;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Tests.Applications;
using Guanwei.Server.Tests.Given;
using Microsoft.EntityFrameworkCore;
using ApplicationId = Guanwei.Server.Applications.ApplicationId;

namespace Guanwei.Server.Tests.Agencies;

/// <summary>Two counties under two cities, and what the officer of the installation does with them.</summary>
public sealed class Merging : IAsyncDisposable
{
    public static readonly IReadOnlyList<IPassesWithAgency> Holdings = Serve.Holdings();

    private Merging(Applying here) => Here = here;

    /// <summary>The old unit is its county, under its city.</summary>
    public Applying Here { get; }

    public House House => Here.House;

    public Agency Old => Here.County;

    public required Agency West { get; init; }

    public required Agency Heir { get; init; }

    public required Actor Officer { get; init; }

    public required Actor HeirsClerk { get; init; }

    public required Actor HeirsSupervisor { get; init; }

    public static async Task<Merging> Of(DatabaseKind kind = DatabaseKind.Sqlite)
    {
        var here = await Applying.Here(kind);
        var house = here.House;
        var west = await house.Agency("西市政务服务局");
        var heir = await house.Agency("西县民政局", west);
        house.Jobs.Handle(Reform.JobKind, Reform.OnItsDay).Handle(Succession.JobKind, Succession.OnItsDay(Holdings));
        return new Merging(here)
        {
            West = west,
            Heir = heir,
            Officer = await house.Person("system-officer", name: "何官"),
            HeirsClerk = await house.Person("applicant", heir, "西员"),
            HeirsSupervisor = await house.Person("supervisor", west, "西审"),
        };
    }

    public async Task<Outcome<AgencyId>> Merges(
        Agency? unit = null, AgencyId? into = null, DateOnly? from = null, Actor? by = null, int? seen = null,
        OperationId? operation = null)
    {
        var agency = unit ?? Old;
        var version = seen ?? await Version(agency.Id);
        return await House.Do<AgencyId>(by ?? Officer, MergeAgency.Verb, act => MergeAgency.Run(
            act, new(agency.Id, version, into ?? Heir.Id, from ?? act.Today), Holdings, default), operation);
    }

    public async Task<Outcome<AgencyId>> Splits(
        string name, IReadOnlyCollection<Guid> chosen, DateOnly? from = null, Agency? parent = null, OperationId? operation = null)
    {
        var version = await Version(Old.Id);
        return await House.Do<AgencyId>(Officer, SplitAgency.Verb, act => SplitAgency.Run(
            act, new(Old.Id, version, Entry.Of(name), (parent ?? Here.City).Id, from ?? act.Today, chosen), Holdings, default), operation);
    }

    public async Task<Outcome<AgencyId>> CallsOff(AgencyId to)
    {
        var version = await Version(Old.Id);
        return await House.Do<AgencyId>(Officer, CallOffReform.Verb, act => CallOffReform.Run(act, new(Old.Id, version, to), default));
    }

    public async Task<Outcome<AgencyId>> TriesAgain(AgencyId to, Actor? by = null)
    {
        var version = await Version(Old.Id);
        return await House.Do<AgencyId>(by ?? Officer, TryReform.Verb, act => TryReform.Run(
            act, new(Old.Id, version, to), Holdings, default));
    }

    public async Task Passes(int days)
    {
        House.Machine.Advance(TimeSpan.FromDays(days));
        await House.RunJobs();
    }

    public async Task<AccountId> HasAccount(string name = "样例民政")
    {
        return await Opens(await Here.HasSubmitted(name));
    }

    /// <summary>What was submitted is approved and certified.</summary>
    public async Task<AccountId> Opens(ApplicationId application)
    {
        _ = (await Here.Approves(application)).Required;
        _ = (await Here.Certifies(application)).Required;
        return (await House.Do<AccountId>(Actor.System("account.open"), OpenAccount.Verb, async act => await OpenAccount.Run(
            act, (await CertifiedApplications.Read(act.Db, application.Value, default))!, default))).Required;
    }

    /// <summary>A further appointment of somebody who is here already.</summary>
    public async Task<AppointmentId> Appoints(
        Actor who, string role, Agency at, AppointmentId? deputisesFor = null, DateOnly? to = null, DateOnly? from = null,
        AccountId? account = null) =>
        (await House.Do<AppointmentId>(Actor.System("test"), "test.appoint", act =>
        {
            var appointment = new Appointment
            {
                Id = act.NewId<AppointmentId>(), PersonId = who.Person!.Value, Role = role, AgencyId = at.Id,
                From = from ?? new DateOnly(2026, 2, 1), To = to, DeputisesFor = deputisesFor, AccountId = account?.Value,
            };
            act.Db.Add(appointment);
            return Task.FromResult<Outcome<AppointmentId>>(appointment.Id);
        })).Required;

    public async Task<IReadOnlyList<Appointment>> OpenAt(Agency agency)
    {
        var today = House.Clock.Today;
        return [.. (await Here.Rows<Appointment>()).Where(x => x.AgencyId == agency.Id && x.InForce(today))];
    }

    public async Task<bool> Sees(Actor who, AccountId account)
    {
        await using var db = House.Databases.OpenFor(who);
        return await db.Set<Account>().AnyAsync(x => x.Id == account);
    }

    public async Task<bool> Sees(Actor who, ApplicationId application)
    {
        await using var db = House.Databases.OpenFor(who);
        return await db.Set<OpeningApplication>().AnyAsync(x => x.Id == application)
            && await db.Set<ApplicationDocument>().AnyAsync(x => x.ObjectId == application.Value);
    }

    public async Task<Agency> Stored(AgencyId id) => (await Here.Rows<Agency>()).Single(x => x.Id == id);

    public async Task<int> Version(AgencyId id) => (await Stored(id)).Version;

    public ValueTask DisposeAsync() => Here.DisposeAsync();
}
