using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Accounts;

/// <summary>
/// Its accounts, of which only open ones count; facts and other mass rows follow by the account's own key. An account
/// also passes on with the application that led to it: chosen while it was under way, it may be certified by the day.
/// </summary>
internal sealed class AccountsOfAgency : IHeldByAgency
{
    public string Kind => "accounts";

    public string ListOf(AgencyId agency) => $"/accounts?agency={agency}";

    public Task<int> Count(PlatformDb db, AgencyId agency, DateOnly day, CancellationToken cancel) =>
        db.Set<Account>().CountAsync(x => x.AgencyId == agency && x.State == AccountState.Open, cancel);

    public async Task<IReadOnlyList<HeldItem>> Passing(
        PlatformDb db, AgencyId from, AgencyId? to, DateOnly day, CancellationToken cancel) =>
        [.. (await db.Set<Account>().AsNoTracking().Where(x => x.AgencyId == from).OrderBy(x => x.Name).ToListAsync(cancel))
            .Select(x => new HeldItem(
                x.Id.Value, x.Name, x.State is AccountState.Closed ? Texts.Say("Standing.Closed") : Texts.Type(x.Type)))];

    public async Task<IReadOnlyList<Guid>> HandOver(Act act, Handover handover, CancellationToken cancel)
    {
        var from = handover.From.Id;
        var accounts = (await act.Db.Set<Account>().Where(x => x.AgencyId == from).ToListAsync(cancel))
            .FindAll(x => handover.Takes(x.Id.Value) || (x.ApplicationId is { } application && handover.Takes(application)));
        accounts.ForEach(account => handover.Give(act, account));
        return [.. accounts.Select(x => x.Id.Value)];
    }
}
