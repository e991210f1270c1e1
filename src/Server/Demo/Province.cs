using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Guanwei.Rules;
using Guanwei.Rules.WorkingDays;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Applications;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Microsoft.AspNetCore.Identity;

namespace Guanwei.Server.Demo;

/// <summary>
/// An invented province: its agencies, its people, and a year of applications. What is told stands in data/*.json;
/// here it is acted out, verb by verb, by the people who would have done it.
/// </summary>
public sealed class Province(
    Stage stage, SpecimenDesk desk, Databases databases, Clock clock, IPasswordHasher<SignIn> hasher)
{
    private static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private readonly OfficeTime office = new(WorkingDayCalendar.National, clock.Today);
    private readonly Dictionary<string, AgencyId> agencies = [];
    private readonly Dictionary<string, Actor> clerks = [];
    private readonly Dictionary<string, Actor> supervisors = [];

    public sealed record AgencyLine(
        string Key, string Name, AgencyLevel Level, string Region, string? Parent, string Domain, string? Clerk,
        string? Supervisor, string? Code, bool Vertical, AgencyKind Kind = AgencyKind.Administrative);

    private sealed record PersonLine(string Role, string Name, string? Agency);

    /// <summary>Before the earliest certificate: it is valid for a year, and its application took some weeks.</summary>
    public DateTimeOffset Begins { get; } = Clock.At(clock.Today.AddDays(-430), new TimeOnly(9, 0));

    public async Task<IReadOnlyList<DemoPerson>> Tell(CancellationToken cancel)
    {
        // Drawing takes a while and touches no database.
        var drawing = Task.Run(desk.Prepare, cancel);
        var tree = Read<AgencyLine>("agencies");
        var minute = 0;
        foreach (var (line, number) in tree.Select((line, i) => (line, i + 1)))
        {
            await Enter(line, number, Begins.AddMinutes(minute++), cancel);
        }
        var shown = await AppointShown(tree, Begins.AddMinutes(minute), cancel);
        foreach (var line in tree)
        {
            await AppointOthers(line, Begins.AddMinutes(minute++), cancel);
        }
        await drawing;
        var third = (await ThirdParty.InForce(databases, clock.Today, cancel)).Single();
        foreach (var (line, index) in Read<ApplicationLine>("applications").Select((line, i) => (line, i)))
        {
            var agency = tree.Single(x => x.Key == line.Agency);
            new ApplicationStory(stage, desk, office, line, index, new(
                agencies[line.Agency], agency, CodeOf(agency, tree), clerks[line.Agency], supervisors[agency.Parent!],
                clerks[ThirdPartyKey], third)).Note(cancel);
        }
        await stage.Play(cancel);
        return shown;
    }

    private const string ThirdPartyKey = "third-party-reviewer";

    private static string? CodeOf(AgencyLine line, IReadOnlyList<AgencyLine> tree) =>
        CodeOf(line, tree.Select((x, i) => (x.Key, i)).First(x => x.Key == line.Key).i + 1);

    private static string? CodeOf(AgencyLine line, int number) => line.Code == "none" ? null : SpecimenCode.Of(
        line.Kind switch { AgencyKind.PublicInstitution => "12", AgencyKind.MassOrganisation => "13", _ => "11" },
        line.Region, number);

    private async Task Enter(AgencyLine line, int number, DateTimeOffset at, CancellationToken cancel)
    {
        var entry = new AgencyEntry(
            line.Name, CodeOf(line, number), line.Level, line.Kind, line.Region, line.Vertical, line.Domain);
        var parent = line.Parent is null ? default(AgencyId?) : agencies[line.Parent];
        agencies[line.Key] = await stage.Do(
            at, Actor.System("the demo's agencies"), EnterAgency.Verb,
            act => EnterAgency.Run(act, new(entry, parent), cancel), cancel);
    }

    /// <summary>One of each role, with a password by chance. Hashing is slow on purpose: all at once.</summary>
    private async Task<IReadOnlyList<DemoPerson>> AppointShown(
        IReadOnlyList<AgencyLine> tree, DateTimeOffset at, CancellationToken cancel)
    {
        var made = await Task.WhenAll(Read<PersonLine>("people").Select(line => Task.Run(() =>
        {
            var password = NewPassword();
            return (Line: line, Password: password, Hash: hasher.HashPassword(null!, password));
        }, cancel)));
        var shown = new List<DemoPerson>();
        foreach (var (line, password, hash) in made)
        {
            var agency = tree.FirstOrDefault(x => x.Key == line.Agency);
            var email = $"{line.Role}@{agency?.Domain ?? "guanwei.example"}";
            var actor = await stage.Appoint(
                at, line.Name, email, line.Role, agency is null ? null : agencies[agency.Key], hash, cancel);
            (line.Role switch { "supervisor" => supervisors, _ => clerks })[line.Role switch
            {
                "supervisor" or "applicant" => line.Agency!,
                _ => line.Role,
            }] = actor;
            shown.Add(new DemoPerson(line.Role, line.Name, agency?.Name ?? Name, email, password));
        }
        return shown;
    }

    private const string Name = DemoMaker.Name;

    /// <summary>Who acts in the story but is nobody's to sign in as.</summary>
    private async Task AppointOthers(AgencyLine line, DateTimeOffset at, CancellationToken cancel)
    {
        if (line.Supervisor is { } supervisor && !supervisors.ContainsKey(line.Key))
        {
            supervisors[line.Key] = await stage.Appoint(
                at, supervisor, $"shenhe@{line.Domain}", "supervisor", agencies[line.Key], null, cancel);
        }
        if (line.Clerk is { } clerk && !clerks.ContainsKey(line.Key))
        {
            clerks[line.Key] = await stage.Appoint(
                at, clerk, $"jingban@{line.Domain}", "applicant", agencies[line.Key], null, cancel);
        }
    }

    /// <summary>
    /// Groups that are read aloud without mistakes, with a capital and a digit for the sign-in's rules.
    /// </summary>
    private static string NewPassword() =>
        $"Gw{RandomNumberGenerator.GetInt32(2, 10)}-{Group()}-{Group()}-{Group()}";

    private static string Group() => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 4);

    private static List<T> Read<T>(string name)
    {
        using var stream = typeof(Province).Assembly.GetManifestResourceStream($"Guanwei.Server.Demo.data.{name}.json")
            ?? throw new InvalidOperationException($"{name}.json is missing from the binary.");
        return JsonSerializer.Deserialize<List<T>>(stream, json)!;
    }
}
