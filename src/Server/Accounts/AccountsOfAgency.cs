using Guanwei.Server.Agencies;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Accounts;

internal sealed class AccountsOfAgency : IHeldByAgency
{
    public string Kind => "accounts";

    public string ListOf(AgencyId agency) => $"/accounts?agency={agency}";

    public Task<int> Count(PlatformDb db, AgencyId agency, DateOnly day, CancellationToken cancel) =>
        db.Set<Account>().CountAsync(x => x.AgencyId == agency && x.State == AccountState.Open, cancel);
}
