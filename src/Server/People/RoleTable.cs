using System.Text.Json;
using System.Text.Json.Serialization;

namespace Guanwei.Server.People;

/// <summary>Which rows a role reaches from the object of its appointment.</summary>
public enum Reach
{
    Own,
    Subtree,
    Assigned,
    Installation,
}

/// <summary>A role as data: what it may do and what must not be held beside it.</summary>
/// <param name="Code">system-officer, supervisor …</param>
/// <param name="AppointedTo">installation, agency or account: what it is an appointment to.</param>
/// <param name="Reach">Which rows it reaches.</param>
/// <param name="Rights">Verbs it may perform; a trailing ".*" takes all of a kind.</param>
/// <param name="Excludes">Roles the same person may not hold at the same object (三员分立 and the like).</param>
/// <param name="Guide">Columns of the guide's table: messages, followers, developer settings.</param>
/// <param name="Appoints">Roles to which it may invite and appoint, within its reach.</param>
/// <param name="SecondFactor">Acts in a real installation only with a second factor.</param>
public sealed record Role(
    string Code, string AppointedTo, Reach Reach, IReadOnlyList<string> Rights, IReadOnlyList<string> Excludes,
    IReadOnlyList<string> Guide, IReadOnlyList<string> Appoints, bool SecondFactor)
{
    public bool IsOfAgency => AppointedTo == "agency";

    public bool ClashesWith(Role other) => Excludes.Contains(other.Code) || other.Excludes.Contains(Code);
}

/// <summary>The role table: rule data, read once from People/data/roles.json.</summary>
public sealed class RoleTable
{
    private static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private readonly Dictionary<string, Role> roles;

    private RoleTable(IEnumerable<Role> roles) => this.roles = roles.ToDictionary(role => role.Code);

    public IReadOnlyCollection<Role> All => roles.Values;

    public Role this[string code] => roles[code];

    public bool Knows(string code) => roles.ContainsKey(code);

    /// <summary>
    /// Verbs about one's own sign-in; whoever has signed in may perform them, in whatever role or none.
    /// </summary>
    public const string Own = "own.";

    public bool Allows(string? role, string verb) =>
        verb.StartsWith(Own, StringComparison.Ordinal) || role is not null && roles.TryGetValue(role, out var found)
            && found.Rights.Any(right => Covers(right, verb));

    public static RoleTable Load()
    {
        using var stream = typeof(RoleTable).Assembly.GetManifestResourceStream("Guanwei.Server.People.data.roles.json")
            ?? throw new InvalidOperationException("The role table is missing from the binary.");
        var roles = JsonSerializer.Deserialize<List<Role>>(stream, json)!;
        var unknown = roles.SelectMany(role => role.Excludes).Except(roles.Select(role => role.Code)).ToList();
        return unknown.Count == 0
            ? new RoleTable(roles)
            : throw new InvalidOperationException($"roles.json excludes unknown roles: {string.Join(", ", unknown)}");
    }

    private static bool Covers(string right, string verb) =>
        right == verb
        || (right.EndsWith(".*", StringComparison.Ordinal) && verb.StartsWith(right[..^1], StringComparison.Ordinal));
}
