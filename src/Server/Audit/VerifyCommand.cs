using System.Data.Common;
using Guanwei.Server.Hosting;
using Guanwei.Server.Keys;
using Guanwei.Server.Storage;

namespace Guanwei.Server.Audit;

/// <summary>`guanwei audit verify`: reads only, beside a running server or on a stopped one.</summary>
public static class VerifyCommand
{
    public static async Task<Answer> Run(Invocation invocation, string? file, CancellationToken cancel)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(invocation.Data));
        if (file is not null && !File.Exists(file))
        {
            return Answer.Usage([AuditTexts.Say("Verify.NoFile", file)]);
        }
        if (invocation.Database is null && !File.Exists(DataFolder.MainDatabaseOf(root)))
        {
            return Answer.Broken(AuditTexts.Say("Verify.NoDatabase", root));
        }
        try
        {
            return await Verify(invocation, root, file, cancel);
        }
        catch (DbException unreadable)
        {
            return Answer.Broken(AuditTexts.Say("Verify.Unreadable", unreadable.Message));
        }
    }

    private static async Task<Answer> Verify(Invocation invocation, string root, string? file, CancellationToken cancel)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var databases = new Databases(invocation.Database is { } connection
            ? DatabaseSettings.Postgres(connection)
            : DatabaseSettings.Sqlite(DataFolder.MainDatabaseOf(root)));
        await using var db = databases.OpenForSystem("verifying the audit");
        var (evidence, keyNote) = await Bring(db, root, file, cancel);
        var verdict = await new Verification(db, evidence, TimeProvider.System.GetUtcNow()).Run(null, cancel);
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        List<string> sentences =
        [
            AuditTexts.Say(verdict.Sound ? "Verify.Sound" : "Verify.Unsound", verdict.Entries, verdict.Checkpoints, verdict.Faults),
            .. verdict.Findings.Select(AuditTexts.Say),
            AuditTexts.Say("Verify.Tail", verdict.Unsealed),
            .. keyNote,
        ];
        var facts = new { verdict, Seconds = Math.Round(seconds, 2), PerSecond = (long)(verdict.Entries / Math.Max(seconds, 0.001)) };
        return verdict.Sound ? new Answer(ExitCode.Ok, sentences, facts) : Answer.Refused(sentences, facts);
    }

    /// <summary>
    /// Keys and checkpoints that do not come from the database: what it says of itself proves nothing.
    /// </summary>
    private static async Task<(Evidence Evidence, IReadOnlyList<string> Note)> Bring(
        PlatformDb db, string root, string? file, CancellationToken cancel)
    {
        string[] files = [.. new[] { Path.Combine(root, CheckpointFile.Name), file }.OfType<string>().Where(File.Exists)];
        var read = files.Select(CheckpointFile.Read).ToList();
        var known = read.OfType<IReadOnlyList<AuditCheckpoint>>().SelectMany(x => x).ToList();
        var unreadable = read.Count(x => x is null);
        try
        {
            var path = MasterKeyFile.DefaultPath(root);
            var master = MasterKeyFile.Load(
                new NextMasterKey(path).InForce(db) ?? path,
                () => Environment.GetEnvironmentVariable(MasterKeyFile.PassphraseVariable));
            var ring = await StoredKeys.Ring(db, master, cancel);
            var trusted = (await StoredKeys.RootOf(db, master, cancel)).Public;
            return (new Evidence(ring, trusted, known, unreadable), []);
        }
        catch (KeyException missing)
        {
            return (new Evidence(null, null, known, unreadable), [AuditTexts.Say("Verify.NoKey", missing.Message)]);
        }
    }
}
