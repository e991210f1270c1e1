using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Keys;
using Guanwei.Server.Time;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.People;

/// <summary>
/// The authenticator app of one's own sign-in: begin with a seed, confirm with a code, give it up with a code.
/// </summary>
public static class SecondFactor
{
    public const string BeginVerb = "own.second-factor-begin";
    public const string ConfirmVerb = "own.second-factor-confirm";
    public const string RemoveVerb = "own.second-factor-remove";
    public const string WrongCode = "CODE_WRONG";
    private const int RecoveryCodes = 10;
    private const string Index = "sign_ins.recovery_codes";

    public static async Task<Outcome<bool>> Begin(Act act, SignInOffice office, CancellationToken cancel)
    {
        var signIn = await Mine(act, cancel);
        if (signIn.TwoFactorEnabled)
        {
            return Refusals.NotNow("second-factor", "On", BeginVerb);
        }
        await office.Over(act.Db).SetSeed(signIn, Totp.NewSeed());
        return true;
    }

    /// <summary>Every other session ends: it began before the second factor was there.</summary>
    public static async Task<Outcome<bool>> Confirm(
        Act act, SignInOffice office, Clock clock, SessionId current, string code, IReadOnlyList<string> recovery,
        CancellationToken cancel)
    {
        var signIn = await Mine(act, cancel);
        var signIns = office.Over(act.Db);
        if (signIn.TwoFactorEnabled || !await signIns.TakeCode(signIn, code))
        {
            return Refusal.Of(Refusals.Because(WrongCode, new Place("sign-in", "code")));
        }
        signIn.TwoFactorEnabled = true;
        await signIns.SetRecoveryCodes(signIn, recovery);
        await Restamp(act, clock, signIn, current, cancel);
        return true;
    }

    public static async Task<Outcome<bool>> Remove(
        Act act, SignInOffice office, Clock clock, Standing standing, string code, CancellationToken cancel)
    {
        var signIn = await Mine(act, cancel);
        if (standing.NeedsSecondFactor)
        {
            return Refusal.Of(Refusals.Because("SECOND_FACTOR_DUTY"));
        }
        if (!signIn.TwoFactorEnabled || !await office.Over(act.Db).TakeCode(signIn, code))
        {
            return Refusal.Of(Refusals.Because(WrongCode, new Place("sign-in", "code")));
        }
        (signIn.TwoFactorEnabled, signIn.TotpSeed, signIn.RecoveryCodes) = (false, null, "");
        await Restamp(act, clock, signIn, standing.Session.Id, cancel);
        return true;
    }

    /// <summary>
    /// Made of the installation's index key and the operation: a second click shows the codes whose digests were kept.
    /// </summary>
    public static IReadOnlyList<string> RecoveryCodesOf(KeyRing keys, OperationId operation) =>
        [.. Enumerable.Range(0, RecoveryCodes).Select(n => Totp.Letters(keys.BlindIndex(Index, $"{operation} {n}"))[..10].Insert(5, "-"))];

    internal static Task<SignIn> Mine(Act act, CancellationToken cancel)
    {
        act.About("person", act.Actor.Person!.Value, agency: null);
        return act.Db.Set<SignIn>().SingleAsync(x => x.PersonId == act.Actor.Person, cancel);
    }

    /// <summary>A new stamp, carried over to the session at hand alone.</summary>
    internal static async Task Restamp(Act act, Clock clock, SignIn signIn, SessionId current, CancellationToken cancel)
    {
        signIn.SecurityStamp = SignIn.NewStamp();
        await Sessions.End(act, clock, signIn.PersonId, current, cancel);
        var session = await act.Db.Set<Session>().SingleAsync(x => x.Id == current, cancel);
        session.Stamp = signIn.SecurityStamp;
    }
}
