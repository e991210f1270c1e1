using Guanwei.Server.Agencies;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Applications;

/// <summary>
/// An applicant must be told who decides, and the agency above lies outside their scope: its name, and nothing else.
/// </summary>
public static class AgencyNames
{
    public static async Task<string?> Of(Databases databases, AgencyId? id, CancellationToken cancel)
    {
        if (id is not { } agency)
        {
            return null;
        }
        await using var db = databases.OpenForSystem("the name of the agency that decides");
        return await db.Set<Agency>().Where(x => x.Id == agency).Select(x => x.Name).SingleOrDefaultAsync(cancel);
    }
}
