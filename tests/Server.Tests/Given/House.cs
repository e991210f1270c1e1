using Guanwei.Rules;
using Guanwei.Rules.WorkingDays;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Hosting;
using Guanwei.Server.Jobs;
using Guanwei.Server.Keys;
using Guanwei.Server.Notifications;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Guanwei.Server.Tests.Given;

/// <summary>The kernel on a real database without a web host: for tests about verbs and rules.</summary>
public sealed class House : IAsyncDisposable
{
    private readonly TestDatabase _database;

    private House(TestDatabase database)
    {
        _database = database;
        Databases = new Databases(database.Settings);
        Clock = new Clock(Machine);
        InForce.Replace(new InForce(
            RuleBook.National, Profile.Guide, WorkingDayCalendar.National, new TimeOnly(17, 30), InstallationKind.Demo,
            KeyRing.New(), Happenings));
        Actions = new Actions.Actions(Databases, Clock, Roles, InForce, Signal);
    }

    public FakeTimeProvider Machine { get; } = new(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));

    public Clock Clock { get; }

    public Databases Databases { get; }

    public RoleTable Roles { get; } = RoleTable.Load();

    public InForceSource InForce { get; } = new();

    public Happenings Happenings { get; } = new();

    public JobSignal Signal { get; } = new();

    public Actions.Actions Actions { get; }

    /// <summary>Who does which job here; a test adds its own lines before <see cref="RunJobs"/>.</summary>
    public JobKinds Jobs { get; } = new JobKinds().Handle(Telling.JobKind, TellPeople.Run);

    public JobPace Pace { get; init; } = new();

    /// <summary>What outside work is given.</summary>
    public IServiceProvider Services { get; set; } = new ServiceCollection().BuildServiceProvider();

    /// <summary>A node's runner; two of them are two nodes on one database.</summary>
    public JobRunner NewRunner(JobPace? pace = null, ILogger<JobRunner>? log = null) => new(
        NewLedger(pace), Jobs, pace ?? Pace, Actions, Clock, Signal, Services, () => 0.5, log ?? NullLogger<JobRunner>.Instance);

    public JobLedger NewLedger(JobPace? pace = null) => new(Databases, Clock, Jobs, pace ?? Pace);

    /// <summary>Runs all jobs that are due, and what they make due.</summary>
    public async Task RunJobs()
    {
        await using var runner = NewRunner();
        await runner.RunDue(CancellationToken.None);
    }

    public static async Task<House> On(DatabaseKind kind) => new(await TestDatabase.On(kind));

    /// <summary>On PostgreSQL by a wire that can be cut: a database server that goes away.</summary>
    public static async Task<(House House, Wire Wire)> ByWire()
    {
        var (database, wire) = (await TestDatabase.On(DatabaseKind.Postgres)).ByWire();
        return (new House(database), wire);
    }

    public static OperationId NewOperation() => OperationId.From(Guid.CreateVersion7());

    /// <summary>An agency under another, entered as the installation's officer would.</summary>
    public async Task<Agency> Agency(string name, Agency? under = null)
    {
        var id = (await Do<AgencyId>(Actor.System("test"), EnterAgency.Verb, act => EnterAgency.Run(
            act, new(Given.Entry.Of(name), under?.Id), CancellationToken.None))).Required;
        await using var db = Databases.OpenForSystem("test");
        return db.Find<Agency>(id)!;
    }

    /// <summary>A person with one appointment, acting by a page.</summary>
    public async Task<Actor> Person(string role, Agency? at = null, string name = "张三")
    {
        var (person, appointment) = (await Do<(Person, Appointment)>(Actor.System("test"), "test.person", act =>
        {
            var person = new Person { Id = act.NewId<PersonId>(), Name = name, Email = $"{act.NewId<PersonId>()}@example.gov.cn" };
            var appointment = new Appointment
            {
                Id = act.NewId<AppointmentId>(), PersonId = person.Id, Role = role, AgencyId = at?.Id ?? default,
                From = new DateOnly(2026, 1, 1),
            };
            act.Db.AddRange(person, appointment);
            return Task.FromResult<Outcome<(Person, Appointment)>>((person, appointment));
        })).Required;
        return Actor.Of(person, appointment, Roles[role], Via.Page);
    }

    public Task<Outcome<TAnswer>> Do<TAnswer>(
        Actor actor, string verb, Func<Act, Task<Outcome<TAnswer>>> run, OperationId? operation = null) =>
        Actions.Do(actor, operation ?? NewOperation(), verb, run, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Databases.Dispose();
        Signal.Dispose();
        if (_database.Settings.Kind is DatabaseKind.Sqlite)
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        }
        await _database.DisposeAsync();
    }
}
