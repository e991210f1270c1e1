using System.Globalization;
using Guanwei.Rules;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Agencies;

/// <summary>What stands in the fields of a form about an agency; shown again as typed when it is refused.</summary>
public sealed record AgencyForm(AgencyEntry Entry, string? Parent, string? From, int Version)
{
    public static readonly AgencyForm Empty = new(
        new AgencyEntry(null, null, null, null, null, false, null), null, null, 0);

    public static AgencyForm Read(IFormCollection form) => new(
        new AgencyEntry(
            form["name"], form["credit-code"],
            Slug.TryRead<AgencyLevel>(form["level"], out var level) ? level : null,
            Slug.TryRead<AgencyKind>(form["kind"], out var kind) ? kind : null,
            form["region-code"], form["vertical"] == "yes", form["mail-domain"]),
        form["parent"], form["from"],
        int.TryParse(form["version"], CultureInfo.InvariantCulture, out var version) ? version : 0);

    public static AgencyForm Of(Agency agency) => new(AgencyEntry.Of(agency), null, null, agency.Version);

    /// <summary>The day typed; none where the field is empty or no day.</summary>
    public DateOnly? FromDay => DateOnly.TryParseExact(From, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day
        : null;

    /// <summary>
    /// The unit meant by its full name or credit code: none when nothing was typed, and an id that nothing has when it
    /// is not found or several have the name, so that the verb says so together with its other reasons.
    /// </summary>
    public async Task<AgencyId?> FindParent(PlatformDb db, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(Parent))
        {
            return null;
        }
        var (name, code) = (Parent.Trim(), (Entry with { CreditCode = Parent }).Code);
        var found = await db.Set<Agency>().Where(x => x.ClosedAt == null && (x.Name == name || x.CreditCode == code))
            .OrderBy(x => x.Id).Select(x => x.Id).Take(2).ToListAsync(cancel);
        return found.Count == 1 ? found[0] : default(AgencyId);
    }
}
