using Guanwei.Rules;
using Guanwei.Server.Hosting;
using Guanwei.Server.Keys;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;

namespace Guanwei.Server.Tests.Given;

/// <summary>A fresh real installation on SQLite with its keys, made once and copied into each test's folder.</summary>
public static class TestInstallation
{
    private static readonly Lazy<string> template = new(() => Task.Run(Make).GetAwaiter().GetResult());

    public static void MakeIn(string data)
    {
        // Keys without main.db: made on PostgreSQL.
        if (File.Exists(Path.Combine(data, "main.db")) || Directory.Exists(data + ".keys"))
        {
            return;
        }
        Copy(template.Value, data);
        Copy(template.Value + ".keys", data + ".keys");
    }

    private static async Task<string> Make()
    {
        var data = Path.Combine(Directory.CreateTempSubdirectory("guanwei-template-").FullName, "data");
        using (var folder = DataFolder.Open(data))
        using (var databases = new Databases(folder.Database(null)))
        {
            var master = MasterKey.New(TimeProvider.System.GetUtcNow());
            MasterKeyFile.Save(master, MasterKeyFile.DefaultPath(data), passphrase: null);
            await databases.Migrate(CancellationToken.None);
            await Installing.Make(
                databases, master, new Clock(TimeProvider.System),
                new Installing.Request(InstallationKind.Real, "测试省政务新媒体平台", Profile.Guide, Installing.UsualOfficeEnd),
                House.NewOperation(), CancellationToken.None);
        }
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        return data;
    }

    private static void Copy(string from, string to)
    {
        DataFolder.CreatePrivate(to);
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }
}
