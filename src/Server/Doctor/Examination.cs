using Guanwei.Server.Hosting;
using Guanwei.Server.Storage;

namespace Guanwei.Server.Doctor;

/// <summary>
/// Looks at an installation from outside and changes nothing: may run beside the server, without it, and where it does
/// not start.
/// </summary>
public static class Examination
{
    public static async Task<IReadOnlyList<Finding>> Run(WebApplication offline, CancellationToken stop)
    {
        var services = offline.Services;
        var folder = services.GetRequiredService<DataFolder>();
        List<Finding> findings = [.. FolderChecks.Run(folder)];
        if (!Directory.Exists(folder.Root))
        {
            return findings;
        }
        var (readable, ofDatabase) = await DatabaseChecks.Run(services.GetRequiredService<Databases>(), stop);
        findings.AddRange(ofDatabase);
        // Asking a SQLite database that is not there would make an empty one; tables of another version lack columns.
        var (ring, ofKeys) = await KeyChecks.Run(services, readable, stop);
        findings.AddRange(ofKeys);
        if (readable)
        {
            findings.AddRange(await FileChecks.Run(services, ring, stop));
            findings.AddRange(await RunningChecks.Run(services, stop));
        }
        return findings;
    }
}
