using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Agencies;

/// <summary>
/// A unified social credit code that is spoken for: by an agency, or so far only by somebody's request.
/// </summary>
[InstallationWide("a code is one agency's in the whole installation; who enters it learns that it is taken, and no more")]
public sealed class AgencyCode
{
    public required string Code { get; init; }

    /// <summary>Its holder; none while a request with the code waits.</summary>
    public AgencyId? AgencyId { get; set; }

    public static void Map(ModelBuilder model) => model.Entity<AgencyCode>(code =>
    {
        code.ToTable("agency_codes");
        code.HasKey(x => x.Code);
    });
}
