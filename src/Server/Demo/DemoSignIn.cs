using Guanwei.Server.Actions;
using Guanwei.Server.People;

namespace Guanwei.Server.Demo;

/// <summary>One click instead of a password to copy: the sign-in itself is the product's own.</summary>
public sealed class DemoSignIn(SignInDesk desk, DemoFolder folder)
{
    public async Task<SessionId?> As(string role, Whereabouts from, CancellationToken cancel)
    {
        if (folder.People().FirstOrDefault(person => person.Role == role) is not { } person)
        {
            return null;
        }
        var outcome = await desk.TryPassword(person.Email, person.Password, from, cancel);
        return outcome is Outcome<SessionId>.Done done ? done.Answer : null;
    }
}
