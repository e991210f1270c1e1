using Guanwei.Server.Keys;
using Guanwei.Server.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.People;

/// <summary>The sign-in means of one person: ASP.NET Core Identity's user, under the person's own id.</summary>
[InstallationWide("a person signs in once, whatever agencies they act for")]
public sealed class SignIn : IdentityUser<Guid>
{
    public required PersonId PersonId { get; init; }

    /// <summary>Seed of the authenticator app, sealed (sign_ins|totp_seed|person's id).</summary>
    public byte[]? TotpSeed { get; set; }

    public static readonly SealedColumn SealedTotpSeed = new SealedColumn<SignIn>(
        KeyPurpose.Field, "sign_ins", "totp_seed", nameof(TotpSeed), signIn => signIn.PersonId.ToString());

    /// <summary>The last time step whose code was taken: a code is good once.</summary>
    public long TotpStep { get; set; }

    /// <summary>SHA-256 of each recovery code left, in hex, separated by spaces.</summary>
    public string RecoveryCodes { get; set; } = "";

    public static SignIn Of(Person person, string passwordHash) => new()
    {
        Id = person.Id.Value,
        PersonId = person.Id,
        UserName = person.Email,
        NormalizedUserName = Normalized(person.Email),
        PasswordHash = passwordHash,
        SecurityStamp = NewStamp(),
        LockoutEnabled = true,
    };

    /// <summary>As Identity's own normaliser writes it.</summary>
    public static string Normalized(string email) => email.Trim().Normalize().ToUpperInvariant();

    /// <summary>A new stamp ends every session that began under the old one.</summary>
    public static string NewStamp() => System.Security.Cryptography.RandomNumberGenerator.GetHexString(32);

    public static void Map(ModelBuilder model) => model.Entity<SignIn>(signIn =>
    {
        signIn.ToTable("sign_ins");
        signIn.HasKey(x => x.Id);
        signIn.HasIndex(x => x.NormalizedUserName).IsUnique();
        signIn.HasOne<Person>().WithOne().HasForeignKey<SignIn>(x => x.PersonId);
        signIn.Property(x => x.ConcurrencyStamp).IsConcurrencyToken();
        // The person has them; Identity is not told.
        signIn.Ignore(x => x.Email).Ignore(x => x.NormalizedEmail).Ignore(x => x.EmailConfirmed)
            .Ignore(x => x.PhoneNumber).Ignore(x => x.PhoneNumberConfirmed);
    });
}
