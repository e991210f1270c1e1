using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Time;

namespace Guanwei.Server.People;

/// <summary>A new password for one's own sign-in. Every other session ends with the old one.</summary>
public static class ChangePassword
{
    public const string Verb = "own.password";

    /// <param name="CurrentIsRight">Asked before the action: verifying is slow, and the action holds the writer
    /// gate.</param>
    public sealed record Request(bool CurrentIsRight, NewPassword Password);

    public static async Task<Outcome<bool>> Run(
        Act act, Clock clock, SessionId current, Request request, CancellationToken cancel)
    {
        var signIn = await SecondFactor.Mine(act, cancel);
        var reasons = request.Password.Reasons.ToList();
        if (!request.CurrentIsRight)
        {
            reasons.Add(Refusals.Because("PASSWORD_WRONG", new Place("sign-in", "current")));
        }
        if (reasons.Count > 0)
        {
            return new Refusal(reasons);
        }
        signIn.PasswordHash = request.Password.Hash;
        await SecondFactor.Restamp(act, clock, signIn, current, cancel);
        return true;
    }
}
