using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Applications;
using Guanwei.Server.Ids;
using Guanwei.Server.Jobs;
using Guanwei.Server.Notifications;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Microsoft.AspNetCore.Identity;

namespace Guanwei.Benchmarks;

/// <summary>
/// A province of 14 prefectures and 98 counties, about three accounts to each unit of a county, ten people to a unit and five to
/// each government above, each with a sign-in; every account with the application it came from, and others under way.
/// </summary>
internal sealed class Filling(Databases databases, InForce inForce, DateTimeOffset now, int accounts)
{
    public const string Password = "Bench-Password-2026";

    private const int Prefectures = 14;
    private const int CountiesInEach = 7;
    private const int PeopleInUnit = 10;
    private const int PeopleInGovernment = 5;
    private const int NoticesEach = 5;

    // One hash for all: making 30,000 takes an hour; verifying it costs each sign-in the same.
    private static readonly string hash = new PasswordHasher<SignIn>().HashPassword(null!, Password);

    private static readonly string[] unitRoles =
        ["applicant", "super-administrator", "operations-lead", "operations-lead", "editor", "editor", "editor", "editor", "editor", "editor"];

    private readonly List<Unit> _units = [];
    private PlatformDb _db = null!;

    public sealed record Unit(AgencyId Id, string Name, AgencyId Above);

    /// <summary>Somebody who signs in, and what they are.</summary>
    public sealed record Official(SessionId Session, string Email, string Role, AgencyId Agency);

    public AgencyId Province { get; private set; }

    public AgencyId County { get; private set; }

    public List<Official> Supervisors { get; } = [];

    public List<Official> Applicants { get; } = [];

    public int Accounts => accounts;

    public long Rows { get; private set; }

    public DateOnly Today => Clock.DayOf(now);

    public InForce InForce => inForce;

    public DateTimeOffset Now => now;

    public async Task Fill()
    {
        if (accounts == 0)
        {
            return;
        }
        await Batch(Tree);
        foreach (var batch in _units.Chunk(100))
        {
            await Batch(() => Array.ForEach(batch, Staff));
        }
        var openings = new FillingOpenings(this);
        foreach (var keys in Enumerable.Range(1, accounts).Chunk(500))
        {
            await Batch(() =>
            {
                foreach (var key in keys)
                {
                    openings.Opened(key, _units[key * 31 % _units.Count], NameOf(key));
                }
            });
        }
        await Batch(() =>
        {
            // A fifth of the units has one under way; two of three of these wait for the agency above.
            foreach (var (unit, index) in _units.Select((unit, index) => (unit, index)).Where(x => x.index % 5 == 0))
            {
                openings.UnderWay(accounts + index + 1, unit, NameOf(accounts + index + 1), isInReview: index % 3 != 0);
            }
        });
    }

    public void Add(object row)
    {
        _db.Add(row);
        Rows++;
    }

    /// <summary>The state is set as the database would: only the workflow's runner may set it in the product.</summary>
    public void Add(OpeningApplication application, ApplicationState state)
    {
        _db.Entry(application).Property(x => x.State).CurrentValue = state;
        Add((object)application);
    }

    public static TId NewId<TId>() where TId : struct, IEntityId<TId> => TId.From(Guid.CreateVersion7());

    /// <summary>Spread over the alphabet, as names are.</summary>
    private static string NameOf(int key) => $"示例{(long)key * 7_919 % 100_003:00000}发布";

    private async Task Batch(Action add)
    {
        await using var db = databases.OpenForSystem("benchmark data");
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        _db = db;
        add();
        await db.SaveChangesAsync();
    }

    private void Tree()
    {
        Province = Agency("示例省人民政府", AgencyLevel.Provincial, "420000", []);
        Government(Province);
        var unitsInEach = Math.Max(1, accounts * 3 / 10 / (Prefectures * CountiesInEach));
        for (var prefecture = 1; prefecture <= Prefectures; prefecture++)
        {
            var city = Agency($"示例{prefecture:00}市人民政府", AgencyLevel.Prefecture, $"42{prefecture:00}00", [Province]);
            Government(city);
            for (var number = 1; number <= CountiesInEach; number++)
            {
                var region = $"42{prefecture:00}{number + 20:00}";
                var county = Agency($"示例{prefecture:00}市{number:00}县人民政府", AgencyLevel.County, region, [city, Province]);
                County = County == default ? county : County;
                Government(county);
                for (var unit = 1; unit <= unitsInEach; unit++)
                {
                    var name = $"示例{prefecture:00}市{number:00}县第{unit:00}局";
                    _units.Add(new(Agency(name, AgencyLevel.County, region, [county, city, Province]), name, county));
                }
            }
        }
    }

    private AgencyId Agency(string name, AgencyLevel level, string region, IReadOnlyList<AgencyId> above)
    {
        var id = NewId<AgencyId>();
        Add(new Agency
        {
            Id = id, Name = name, Level = level, Kind = AgencyKind.Administrative, RegionCode = region,
            ParentId = above.Count > 0 ? above[0] : null,
        });
        Add(new AgencyClosure { AncestorId = id, DescendantId = id, Depth = 0 });
        foreach (var (ancestor, index) in above.Select((ancestor, index) => (ancestor, index)))
        {
            Add(new AgencyClosure { AncestorId = ancestor, DescendantId = id, Depth = index + 1 });
        }
        return id;
    }

    private void Government(AgencyId agency)
    {
        for (var number = 0; number < PeopleInGovernment; number++)
        {
            Supervisors.Add(Appointed("supervisor", agency));
        }
    }

    private void Staff(Unit unit)
    {
        for (var number = 0; number < PeopleInUnit; number++)
        {
            var official = Appointed(unitRoles[number], unit.Id);
            if (official.Role == "applicant")
            {
                Applicants.Add(official);
            }
        }
    }

    private Official Appointed(string role, AgencyId agency)
    {
        var number = Rows;
        var person = new Person { Id = NewId<PersonId>(), Name = $"人员{number:000000}", Email = $"person{number:000000}@bench.example" };
        Add(person);
        Add(new Appointment
        {
            Id = NewId<AppointmentId>(), PersonId = person.Id, Role = role, AgencyId = agency, From = Today.AddYears(-1),
        });
        var signIn = SignIn.Of(person, hash);
        Add(signIn);
        var session = new Session
        {
            Id = NewId<SessionId>(), PersonId = person.Id, Stamp = signIn.SecurityStamp!, StartedAt = now, SeenAt = now,
            Network = "192.0.2.0/24", Device = "Chrome · Windows",
        };
        Add(session);
        for (var notice = 0; role is "supervisor" or "applicant" && notice < NoticesEach; notice++)
        {
            Add(new Notice
            {
                Id = NewId<NoticeId>(), PersonId = person.Id, AgencyId = agency, Code = "deadline.review.near",
                Arguments = """{"day":"2026-12-01"}""", ObjectKind = "application", ObjectId = "", Urgency = Urgency.Routine,
                At = now.AddDays(-notice), Telling = NewId<JobId>(),
            });
        }
        return new Official(session.Id, person.Email, role, agency);
    }
}
