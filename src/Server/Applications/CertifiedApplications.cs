using Guanwei.Rules.Certification;
using Guanwei.Server.Accounts;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Applications;

/// <summary>What the registry takes over from a certified application.</summary>
public static class CertifiedApplications
{
    public static async Task<Certified?> Read(PlatformDb db, Guid id, CancellationToken cancel)
    {
        var records = db.Set<CertificationRecord>();
        var found = await db.Set<OpeningApplication>().AsNoTracking()
            .Where(x => x.ObjectId == id && x.State == ApplicationState.Certified)
            .Join(
                records.Where(record => record.Outcome == CertificationOutcome.Certified),
                x => x.ObjectId, record => record.ObjectId, (application, record) => new { application, record })
            .OrderByDescending(x => x.record.RecordedAt).FirstOrDefaultAsync(cancel);
        return found is null
            ? null
            : new Certified(
                id, found.application.AgencyId, found.application.Name!, found.application.AccountType!.Value,
                new CertificateTerm(found.record.Day, found.record.LastDay!.Value), found.record.TermRule!);
    }
}
