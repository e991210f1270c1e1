using Guanwei.Rules;
using Guanwei.Server.Hosting;
using Guanwei.Server.Keys;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Demo;

/// <summary>Makes the demo where none is: keys, database, its one row, then everything that happened.</summary>
public sealed partial class DemoMaker(
    DemoFolder folder, DataFolder data, Databases databases, Clock clock, IServiceProvider services,
    ILogger<DemoMaker> log)
{
    public const string Name = "云江省政务新媒体管理平台（虚构演示）";

    /// <summary>Before anything of the host starts: services that start open the keys and the database.</summary>
    public async Task Ready(CancellationToken cancel)
    {
        if (!folder.IsMade)
        {
            await Make(cancel);
            return;
        }
        await databases.Migrate(cancel);
        if (await databases.KindOf(cancel) is not InstallationKind.Demo)
        {
            throw new HaltException(ExitCode.Refused, Texts.Say("Console.NotADemo", data.Root));
        }
    }

    public async Task Make(CancellationToken cancel)
    {
        var began = clock.MachineClock.GetTimestamp();
        folder.Begin();
        var story = services.GetRequiredService<Province>();
        await MakeInstallation(story.Begins, cancel);
        folder.End(await story.Tell(cancel));
        Made(clock.MachineClock.GetElapsedTime(began).TotalSeconds);
    }

    private async Task MakeInstallation(DateTimeOffset at, CancellationToken cancel)
    {
        var master = MasterKey.New(at);
        MasterKeyFile.Save(master, MasterKeyFile.DefaultPath(data.Root), passphrase: null);
        await databases.Migrate(cancel);
        var request = new Installing.Request(InstallationKind.Demo, Name, Profile.Guide, Installing.UsualOfficeEnd);
        await Installing.Make(databases, master, new Clock(new StoppedTime(at)), request, Stage.NewOperation(), cancel);
        await services.ReadInForce(cancel);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The demo was made in {Seconds:0.0} s.")]
    private partial void Made(double seconds);

    private sealed class StoppedTime(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }
}

internal static class InstallationKinds
{
    public static async Task<InstallationKind?> KindOf(this Databases databases, CancellationToken cancel)
    {
        await using var db = databases.OpenForSystem("is it a demo");
        return (await db.Set<Installation>().AsNoTracking().SingleOrDefaultAsync(cancel))?.Kind;
    }
}
