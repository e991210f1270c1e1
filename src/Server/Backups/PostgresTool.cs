using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Guanwei.Server.Hosting;
using Npgsql;

namespace Guanwei.Server.Backups;

/// <summary>
/// PostgreSQL's own programs, found on the PATH; the password goes by the environment, never by the arguments.
/// </summary>
public static class PostgresTool
{
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program))
        .FirstOrDefault(File.Exists);

    public static async Task Run(string program, string connection, IEnumerable<string> words, CancellationToken stop)
    {
        var place = new NpgsqlConnectionStringBuilder(connection);
        var start = new ProcessStartInfo(Find(program) ?? throw Missing(program)) { RedirectStandardError = true };
        start.ArgumentList.Add($"--dbname={place.Database}");
        start.ArgumentList.Add("--no-password");
        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }
        start.Environment["PGHOST"] = place.Host;
        start.Environment["PGPORT"] = place.Port.ToString(CultureInfo.InvariantCulture);
        start.Environment["PGUSER"] = place.Username;
        start.Environment["PGPASSWORD"] = place.Password;
        start.Environment["PGSSLMODE"] = Spelled(place.SslMode);
        using var process = Process.Start(start) ?? throw new Win32Exception();
        try
        {
            var said = await process.StandardError.ReadToEndAsync(stop);
            await process.WaitForExitAsync(stop);
            if (process.ExitCode != 0)
            {
                throw new HaltException(ExitCode.Broken, Texts.Say("Postgres.Failed", program, Scrub.Text(said.Trim())));
            }
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private static HaltException Missing(string program) => new(ExitCode.Refused, Texts.Say("Postgres.Missing", program));

    // https://www.postgresql.org/docs/current/libpq-ssl.html: disable, allow, prefer, require, verify-ca, verify-full
    private static string Spelled(SslMode mode) => mode switch
    {
        SslMode.VerifyCA => "verify-ca",
        SslMode.VerifyFull => "verify-full",
        _ => mode.ToString().ToLowerInvariant(),
    };
}
