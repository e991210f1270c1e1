using System.Security.Cryptography;
using System.Text;
using Guanwei.Server.Keys;
using Guanwei.Server.Storage;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace Guanwei.Server.People;

/// <summary>
/// Identity's store over our own row: the authenticator's seed is sealed and recovery codes are kept as digests, where
/// the framework's token table would keep both in clear. It never saves: the action that uses it does.
/// </summary>
public sealed class SignInStore : UserOnlyStore<SignIn, PlatformDb, Guid>
{
    private readonly KeyRing _keys;

    public SignInStore(PlatformDb db, KeyRing keys) : base(db)
    {
        AutoSaveChanges = false;
        _keys = keys;
    }

    public override Task<string?> GetAuthenticatorKeyAsync(SignIn user, CancellationToken cancellationToken) =>
        Task.FromResult(user.TotpSeed is { } seed
            ? _keys.OpenField("sign_ins", "totp_seed", user.PersonId.ToString(), new SealedField(seed))
            : null);

    public override Task SetAuthenticatorKeyAsync(SignIn user, string key, CancellationToken cancellationToken)
    {
        user.TotpSeed = _keys.SealField("sign_ins", "totp_seed", user.PersonId.ToString(), key).Bytes.ToArray();
        return Task.CompletedTask;
    }

    public override Task ReplaceCodesAsync(SignIn user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken)
    {
        user.RecoveryCodes = string.Join(' ', recoveryCodes.Select(Digest));
        return Task.CompletedTask;
    }

    public override Task<bool> RedeemCodeAsync(SignIn user, string code, CancellationToken cancellationToken)
    {
        var left = Left(user).Where(digest => digest != Digest(code)).ToList();
        var redeemed = left.Count < Left(user).Length;
        user.RecoveryCodes = string.Join(' ', left);
        return Task.FromResult(redeemed);
    }

    public override Task<int> CountCodesAsync(SignIn user, CancellationToken cancellationToken) =>
        Task.FromResult(Left(user).Length);

    private static string[] Left(SignIn user) => user.RecoveryCodes.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Digest(string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim().ToUpperInvariant())));
}
