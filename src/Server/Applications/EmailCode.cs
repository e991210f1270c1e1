using System.Globalization;
using System.Security.Cryptography;
using Guanwei.Server.Agencies;
using Guanwei.Server.Keys;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Applications;

/// <summary>
/// A code that proves an e-mail address. The job that sends the mail makes the code: the database holds a keyed digest
/// and nobody can read the code from a job, a backup or the log. Machine time, as for every token.
/// </summary>
public sealed class EmailCode : IAssignable
{
    public const int Tries = 5;

    public static readonly TimeSpan Valid = TimeSpan.FromMinutes(15);

    /// <summary>Between two mails to one address, so that nobody's mailbox is filled.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private const int Codes = 1_000_000;

    public required AgencyId AgencyId { get; init; }

    public required Guid ObjectId { get; init; }

    public required StaffRole Role { get; init; }

    public required string Email { get; set; }

    public required DateTimeOffset AskedAt { get; set; }

    /// <summary>None until the job has made the code.</summary>
    public byte[]? Digest { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }

    public int TriesLeft { get; set; }

    /// <summary>A new code for this address; the one before is void.</summary>
    public string Make(KeyRing keys, DateTimeOffset machine)
    {
        var code = RandomNumberGenerator.GetInt32(Codes).ToString("000000", CultureInfo.InvariantCulture);
        Digest = DigestOf(keys, code);
        ExpiresAt = machine + Valid;
        TriesLeft = Tries;
        return code;
    }

    public bool IsOpen(DateTimeOffset machine) => Digest is not null && machine < ExpiresAt && TriesLeft > 0;

    public bool Matches(KeyRing keys, string code) =>
        Digest is not null && CryptographicOperations.FixedTimeEquals(Digest, DigestOf(keys, code));

    private byte[] DigestOf(KeyRing keys, string code) =>
        keys.BlindIndex("application_email_codes.digest", $"{ObjectId:N}/{Role}/{Email}/{code}");

    public static void Map(ModelBuilder model) => model.Entity<EmailCode>(code =>
    {
        code.ToTable("application_email_codes");
        code.HasKey(x => new { x.ObjectId, x.Role });
        code.BelongsToApplication();
    });
}
