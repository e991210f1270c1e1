using System.Globalization;
using Guanwei.Server.Agencies;
using Guanwei.Server.People;

namespace Guanwei.Server.Clients;

/// <summary>What stands in the fields of a new key.</summary>
public sealed record ClientForm(string? Agency, string? Name, IReadOnlyList<string> Rights, Reach Reach, string? Expires)
{
    public static readonly ClientForm Empty = new(null, null, ClientRights.All, Reach.Own, null);

    public static ClientForm Read(IFormCollection form) => new(
        form["agency"], form["name"], [.. form["rights"].OfType<string>()],
        form["reach"] == "subtree" ? Reach.Subtree : Reach.Own, form["expires"]);

    public DateOnly ExpiresDay => DateOnly.TryParseExact(
        Expires, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : default;

    public AgencyForm AgencyField => AgencyForm.Empty with { Parent = Agency };
}
