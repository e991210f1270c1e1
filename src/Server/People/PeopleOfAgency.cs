using Guanwei.Server.Agencies;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.People;

internal sealed class PeopleOfAgency : IHeldByAgency
{
    public string Kind => "people";

    public string ListOf(AgencyId agency) => $"/people?agency={agency}";

    public Task<int> Count(PlatformDb db, AgencyId agency, DateOnly day, CancellationToken cancel) =>
        db.Set<Appointment>().Where(x => x.AgencyId == agency && x.From <= day && (x.To == null || day <= x.To))
            .Select(x => x.PersonId).Distinct().CountAsync(cancel);
}
