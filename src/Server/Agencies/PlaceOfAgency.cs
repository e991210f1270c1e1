using Guanwei.Rules;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Agencies;

/// <summary>Level, kind and region of an agency, by which a rule says what applies to it.</summary>
internal static class PlaceOfAgency
{
    private static readonly string[] scope = [ScopeFilters.Name];

    /// <summary>
    /// Of the agency that an object within the actor's reach belongs to, also where the actor reaches no agency: what a
    /// third-party reviewer does starts terms of the applicant's place, not of none. Only these three facts leave here.
    /// </summary>
    public static async Task<Scope> Read(PlatformDb db, AgencyId id, CancellationToken cancel)
    {
        // The filter would hide the agency from those who are assigned an object of it; the object itself was read through it.
#pragma warning disable RS0030
        var agency = await db.Set<Agency>().IgnoreQueryFilters(scope).Where(x => x.Id == id)
            .Select(x => new { x.Level, x.Kind, x.RegionCode }).SingleAsync(cancel);
#pragma warning restore RS0030
        return new(agency.Level, agency.Kind, Region: agency.RegionCode);
    }
}
