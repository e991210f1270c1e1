using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Clients;

/// <summary>Its programs: their keys go on and read what the successor has.</summary>
internal sealed class ClientsOfAgency : IHeldByAgency
{
    public string Kind => "clients";

    public string ListOf(AgencyId agency) => "/clients";

    public Task<int> Count(PlatformDb db, AgencyId agency, DateOnly day, CancellationToken cancel) =>
        db.Set<ApiClient>().CountAsync(x => x.AgencyId == agency && x.RevokedAt == null && x.Expires >= day, cancel);

    public async Task<IReadOnlyList<HeldItem>> Passing(
        PlatformDb db, AgencyId from, AgencyId? to, DateOnly day, CancellationToken cancel) =>
        await db.Set<ApiClient>().Where(x => x.AgencyId == from && x.RevokedAt == null && x.Expires >= day).OrderBy(x => x.Name)
            .Select(x => new HeldItem(x.Id.Value, x.Name, null)).ToListAsync(cancel);

    public async Task<IReadOnlyList<Guid>> HandOver(Act act, Handover handover, CancellationToken cancel)
    {
        var from = handover.From.Id;
        var clients = (await act.Db.Set<ApiClient>().Where(x => x.AgencyId == from).ToListAsync(cancel))
            .FindAll(x => handover.Takes(x.Id.Value));
        clients.ForEach(client => handover.Give(act, client));
        return [.. clients.Select(x => x.Id.Value)];
    }
}
