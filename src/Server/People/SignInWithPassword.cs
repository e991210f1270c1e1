using Guanwei.Server.Actions;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.People;

/// <summary>
/// A password opens a session. An unknown address and a wrong password are answered in the same words after the same work: one hash
/// and one write.
/// </summary>
public sealed class SignInWithPassword(
    Databases databases, Actions.Actions actions, Clock clock, SignInOffice office, IPasswordHasher<SignIn> hasher)
{
    public const string Verb = "sign-in.password";
    public const string Wrong = "SIGN_IN_WRONG";

    // Verified for an unknown address, so that it takes as long as a known one.
    private static readonly string nobodysPassword = new PasswordHasher<SignIn>().HashPassword(null!, "of nobody");

    public sealed record Request(string Email, string Password, OperationId Operation, string Network, string Device);

    /// <summary>An attempt is kept, whatever became of it: a refusal would roll its count back.</summary>
    public sealed record Attempt(SessionId? Session);

    public async Task<Outcome<SessionId>> Run(Request request, CancellationToken cancel)
    {
        var known = await Find(request.Email, cancel);
        var right = hasher.VerifyHashedPassword(null!, known?.PasswordHash ?? nobodysPassword, request.Password)
            is not PasswordVerificationResult.Failed;
        var attempt = await actions.Do<Attempt>(
            Actor.System("somebody signs in", Via.Page), request.Operation, Verb,
            async act => new Attempt(known is null ? null : await Try(act, known.Id, right, request, cancel)), cancel);
        return attempt switch
        {
            Outcome<Attempt>.Done { Answer.Session: { } session } => session,
            Outcome<Attempt>.Refused refused => new Refusal(refused.Reasons),
            _ => Refusal.Of(Refusals.Because(Wrong)),
        };
    }

    private async Task<SignIn?> Find(string email, CancellationToken cancel)
    {
        await using var db = databases.OpenForSystem("somebody signs in");
        return await office.Over(db).FindByNameAsync(email.Trim());
    }

    private async Task<SessionId?> Try(Act act, Guid id, bool right, Request request, CancellationToken cancel)
    {
        var signIns = office.Over(act.Db);
        var signIn = await act.Db.Set<SignIn>().SingleAsync(x => x.Id == id, cancel);
        act.About("person", signIn.PersonId, agency: null);
        if (await signIns.IsLockedOutAsync(signIn))
        {
            return null;
        }
        if (!right)
        {
            await signIns.AccessFailedAsync(signIn);
            return null;
        }
        await signIns.ResetAccessFailedCountAsync(signIn);
        var session = new Session
        {
            Id = act.NewId<SessionId>(),
            PersonId = signIn.PersonId,
            Stamp = signIn.SecurityStamp!,
            StartedAt = clock.Machine,
            SeenAt = clock.Machine,
            Network = request.Network,
            Device = request.Device,
        };
        act.Db.Add(session);
        return session.Id;
    }
}
