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
        return await UpdateAsync(user);
    }
}

/// <summary>Opens sign-in means over a database; actions pass their own.</summary>
public sealed class SignInOffice(IServiceProvider services, InForceSource inForce)
{
    public SignIns Over(PlatformDb db) =>
        ActivatorUtilities.CreateInstance<SignIns>(services, new SignInStore(db, inForce.Current.Keys));
}
