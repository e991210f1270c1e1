using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.People;

/// <summary>
/// Opens sessions: a password, then the second factor's code where there is one. An unknown address, a wrong password
/// and a locked sign-in are answered in the same words after the same work: one hash and one write. An attempt is kept
/// whatever became of it, so it is never a refused action, which would roll its count back. Its operation is made here,
/// not by the form: whoever repeated a known one would be handed the first one's session.
/// </summary>
public sealed class SignInDesk(
    Databases databases, Actions.Actions actions, Clock clock, SignInOffice office, IPasswordHasher<SignIn> hasher)
{
    public const string PasswordVerb = "sign-in.password";
    public const string CodeVerb = "sign-in.code";
    public const string Wrong = "SIGN_IN_WRONG";
    public const string NewPlace = "sign-in.new-place";

    // Verified for an unknown address, so that it takes as long as a known one.
    private static readonly string nobodysPassword = new PasswordHasher<SignIn>().HashPassword(null!, "of nobody");

    private sealed record Attempt(SessionId? Session);

    public async Task<Outcome<SessionId>> TryPassword(
        string email, string password, Whereabouts from, CancellationToken cancel)
    {
        var known = await Find(email, cancel);
        var right = hasher.VerifyHashedPassword(null!, known?.PasswordHash ?? nobodysPassword, password)
            is not PasswordVerificationResult.Failed;
        return Answer(
            await Keep(PasswordVerb, act => known is null
                ? Task.FromResult(Noted(act, null, SignInResult.Wrong, from))
                : Password(act, known.Id, right, from, cancel), cancel),
            Refusals.Because(Wrong));
    }

    public async Task<Outcome<SessionId>> TryCode(SessionId session, string code, Whereabouts from, CancellationToken cancel) =>
        Answer(
            await Keep(CodeVerb, act => Code(act, session, code, from, cancel), cancel),
            Refusals.Because(SecondFactor.WrongCode, new Place("sign-in", "code")));

    /// <summary>Whether this is the password of somebody who has signed in already.</summary>
    public async Task<bool> IsPassword(PersonId person, string password, CancellationToken cancel)
    {
        await using var db = databases.OpenForSystem("a password is asked again");
        var hash = await db.Set<SignIn>().Where(x => x.PersonId == person).Select(x => x.PasswordHash).SingleAsync(cancel);
        return hasher.VerifyHashedPassword(null!, hash!, password) is not PasswordVerificationResult.Failed;
    }

    private async Task<SignIn?> Find(string email, CancellationToken cancel)
    {
        var name = SignIn.Normalized(email);
        await using var db = databases.OpenForSystem("somebody signs in");
        return await db.Set<SignIn>().AsNoTracking().SingleOrDefaultAsync(x => x.NormalizedUserName == name, cancel);
    }

    private Task<Outcome<Attempt>> Keep(string verb, Func<Act, Task<Attempt>> run, CancellationToken cancel) =>
        actions.Do<Attempt>(
            Actor.System("somebody signs in", Via.Page),
            PeopleSetup.NewOperation(clock), verb, async act => await run(act), cancel);

    private static Outcome<SessionId> Answer(Outcome<Attempt> kept, Reason whenWrong) => kept switch
    {
        Outcome<Attempt>.Done { Answer.Session: { } session } => session,
        Outcome<Attempt>.Refused refused => new Refusal(refused.Reasons),
        _ => Refusal.Of(whenWrong),
    };

    private async Task<Attempt> Password(Act act, Guid id, bool right, Whereabouts from, CancellationToken cancel)
    {
        var signIns = office.Over(act.Db);
        var signIn = await act.Db.Set<SignIn>().SingleAsync(x => x.Id == id, cancel);
        act.About("person", signIn.PersonId, agency: null);
        if (await signIns.IsLockedOutAsync(signIn))
        {
            return Noted(act, signIn.PersonId, SignInResult.Locked, from);
        }
        if (!right)
        {
            await signIns.AccessFailedAsync(signIn);
            return Noted(act, signIn.PersonId, SignInResult.Wrong, from);
        }
        var session = new Session
        {
            Id = act.NewId<SessionId>(),
            PersonId = signIn.PersonId,
            Stamp = signIn.SecurityStamp!,
            StartedAt = clock.Machine,
            SeenAt = clock.Machine,
            AwaitsCode = signIn.TwoFactorEnabled,
            Network = from.Network,
            Device = from.Device,
        };
        act.Db.Add(session);
        if (!session.AwaitsCode)
        {
            signIn.AccessFailedCount = 0;
            await NoteRight(act, signIn.PersonId, from, cancel);
        }
        return new Attempt(session.Id);
    }

    private async Task<Attempt> Code(Act act, SessionId id, string code, Whereabouts from, CancellationToken cancel)
    {
        var session = await act.Db.Set<Session>().SingleAsync(x => x.Id == id, cancel);
        var signIn = await act.Db.Set<SignIn>().SingleAsync(x => x.PersonId == session.PersonId, cancel);
        act.About("person", signIn.PersonId, agency: null);
        var signIns = office.Over(act.Db);
        if (!session.AwaitsCode || session.EndedAt is not null || await signIns.IsLockedOutAsync(signIn))
        {
            return Noted(act, signIn.PersonId, SignInResult.Locked, from);
        }
        if (!await signIns.TakeCode(signIn, code))
        {
            await signIns.AccessFailedAsync(signIn);
            return Noted(act, signIn.PersonId, SignInResult.Wrong, from);
        }
        session.AwaitsCode = false;
        signIn.AccessFailedCount = 0;
        await NoteRight(act, signIn.PersonId, from, cancel);
        return new Attempt(id);
    }

    private async Task NoteRight(Act act, PersonId person, Whereabouts from, CancellationToken cancel)
    {
        var before = act.Db.Set<SignInEvent>().Where(x => x.PersonId == person && x.Result == SignInResult.Right);
        var isNew = await before.AnyAsync(cancel)
            && !(await before.AnyAsync(x => x.Network == from.Network, cancel)
                && await before.AnyAsync(x => x.Device == from.Device, cancel));
        Note(act, person, SignInResult.Right, from, isNew);
        if (isNew)
        {
            act.Happen(NewPlace, person);
        }
    }

    private Attempt Noted(Act act, PersonId? person, SignInResult result, Whereabouts from)
    {
        Note(act, person, result, from, isNew: false);
        return new Attempt(null);
    }

    private void Note(Act act, PersonId? person, SignInResult result, Whereabouts from, bool isNew) => act.Db.Add(new SignInEvent
    {
        Id = act.NewId<SignInEventId>(),
        At = clock.Machine,
        PersonId = person,
        Result = result,
        Network = from.Network,
        Device = from.Device,
        NewPlace = isNew,
    });
}
