using Guanwei.Server.Hosting;
using Guanwei.Server.Keys;
using Guanwei.Server.Storage;

namespace Guanwei.Server.Doctor;

/// <summary>The master key: there, ours alone, the one of this database, and with a copy somewhere else.</summary>
internal static class KeyChecks
{
    public static async Task<(KeyRing? Ring, IReadOnlyList<Finding> Findings)> Run(
        IServiceProvider services, bool readable, CancellationToken stop)
    {
        var folder = services.GetRequiredService<DataFolder>();
        var databases = services.GetRequiredService<Databases>();
        var next = new NextMasterKey(MasterKeyFile.DefaultPath(folder.Root));
        var inForce = readable ? next.InForce(databases) : null;
        MasterKey master;
        try
        {
            master = StorageSetup.LoadMaster(folder, databases.Settings, inForce);
        }
        catch (KeyException trouble)
        {
            return (null, [trouble.Trouble is KeyTrouble.FileMissing
                ? Finding.Of("keys.file", Level.Fail, "missing", MasterKeyFile.DefaultPath(folder.Root))
                : Finding.Of("keys.file", trouble.Trouble is KeyTrouble.PassphraseNeeded ? Level.Warn : Level.Fail, "closed", trouble.Sentence)]);
        }
        List<Finding> findings = [Finding.Ok("keys.file", master.Id), Exported(folder, master)];
        if (next.IsThere)
        {
            findings.Add(inForce is null
                ? Finding.Of("keys.next", Level.Warn, "unknown", next.File)
                : Finding.Of("keys.next", Level.Warn, inForce == next.File ? "unfinished" : "left", next.File));
        }
        return (readable ? await Ring(databases, master, findings, stop) : null, findings);
    }

    private static Finding Exported(DataFolder folder, MasterKey master) => ExportNote.Read(folder.Keys, master.Id) is { } at
        ? Finding.Ok("keys.exported", at.ToOffset(Time.Clock.BeijingOffset).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))
        : Finding.Warn("keys.exported");

    private static async Task<KeyRing?> Ring(
        Databases databases, MasterKey master, List<Finding> findings, CancellationToken stop)
    {
        try
        {
            await using var db = databases.OpenForSystem("doctor");
            var ring = await StoredKeys.Ring(db, master, stop);
            findings.Add(Finding.Ok("keys.fit"));
            return ring;
        }
        catch (KeyException trouble)
        {
            findings.Add(Finding.Fail("keys.fit", trouble.Sentence));
        }
        return null;
    }
}
