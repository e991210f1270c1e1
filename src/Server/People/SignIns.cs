using Guanwei.Server.Actions;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Guanwei.Server.People;

/// <summary>Identity's rules over one opened database: what it changes is saved by the action that opened it.</summary>
public sealed class SignIns(
    SignInStore store, Clock clock, IOptions<IdentityOptions> options, IPasswordHasher<SignIn> hasher,
    ILookupNormalizer normalizer, IdentityErrorDescriber errors, IServiceProvider services, ILogger<UserManager<SignIn>> logs)
    : UserManager<SignIn>(store, options, hasher, [], [], normalizer, errors, services, logs)
{
    // The framework reads the system's clock here; lockout runs on the machine time that everything else has.
    public override async Task<bool> IsLockedOutAsync(SignIn user) => await GetLockoutEndDateAsync(user) > clock.Machine;

    public override async Task<IdentityResult> AccessFailedAsync(SignIn user)
    {
        if (await store.IncrementAccessFailedCountAsync(user, CancellationToken) >= Options.Lockout.MaxFailedAccessAttempts)
        {
            await store.SetLockoutEndDateAsync(user, clock.Machine + Options.Lockout.DefaultLockoutTimeSpan, CancellationToken);
            await store.ResetAccessFailedCountAsync(user, CancellationToken);
        }
        return IdentityResult.Success;
    }

    public Task SetSeed(SignIn user, string seed)
    {
        user.TotpStep = 0;
        return store.SetAuthenticatorKeyAsync(user, seed, CancellationToken);
    }

    public Task SetRecoveryCodes(SignIn user, IReadOnlyList<string> codes) =>
        store.ReplaceCodesAsync(user, codes, CancellationToken);

    /// <summary>Takes a code of the authenticator app, or a recovery code; each is good once.</summary>
    public async Task<bool> TakeCode(SignIn user, string code)
    {
        if (await store.GetAuthenticatorKeyAsync(user, CancellationToken) is not { } seed)
        {
            return false;
        }
        if (Totp.Match(seed, code, clock.Machine, user.TotpStep) is { } step)
        {
            user.TotpStep = step;
            return true;
        }
        return await store.RedeemCodeAsync(user, code, CancellationToken);
    }
}

/// <summary>Opens sign-in means over a database; actions pass their own.</summary>
public sealed class SignInOffice(IServiceProvider services, InForceSource inForce)
{
    public SignIns Over(PlatformDb db) =>
        ActivatorUtilities.CreateInstance<SignIns>(services, new SignInStore(db, inForce.Current.Keys));
}
