using Guanwei.Server.Agencies;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Applications;

/// <summary>Those under way; what was decided, withdrawn or certified holds nothing.</summary>
internal sealed class ApplicationsOfAgency : IHeldByAgency
{
    private static readonly ApplicationState[] ended =
        [ApplicationState.Certified, ApplicationState.Rejected, ApplicationState.Withdrawn];

    public string Kind => "applications";

    public string ListOf(AgencyId agency) => $"/applications?agency={agency}";

    public Task<int> Count(PlatformDb db, AgencyId agency, DateOnly day, CancellationToken cancel) =>
        db.Set<OpeningApplication>().CountAsync(x => x.AgencyId == agency && !ended.Contains(x.State), cancel);
}
