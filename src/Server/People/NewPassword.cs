using Guanwei.Rules;
using Guanwei.Rules.Rights;
using Guanwei.Server.Actions;
using Guanwei.Server.Time;
using Microsoft.AspNetCore.Identity;

namespace Guanwei.Server.People;

/// <summary>
/// A password somebody chose: its hash, and what stands against it. The password itself goes no further.
/// </summary>
public sealed record NewPassword(string Hash, IReadOnlyList<Reason> Reasons);

/// <summary>
/// Makes them outside of the action: hashing is slow on purpose, and an action holds the writer gate.
/// </summary>
public sealed class NewPasswords(InForceSource inForce, Clock clock, IPasswordHasher<SignIn> hasher)
{
    // Longer ones cost the server work and nobody types them.
    private const int Longest = 200;

    public NewPassword Make(string? password, string? again)
    {
        var chosen = password ?? "";
        var reasons = SignInRules.Of(inForce.Current.Rules, clock.Today).Refusals(chosen).ToList();
        if (chosen.Length > Longest)
        {
            reasons.Add(Refusals.Because(
                "PASSWORD_TOO_LONG", new Place("sign-in", "password"), Argument.Number("max", Longest)));
        }
        if (chosen != again)
        {
            reasons.Add(Refusals.Because("PASSWORDS_DIFFER", new Place("sign-in", "again")));
        }
        return new NewPassword(reasons.Count == 0 ? hasher.HashPassword(null!, chosen) : "", reasons);
    }
}
