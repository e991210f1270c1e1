namespace Guanwei.Server.Tests.Faults;

/// <summary>
/// Who decides, by chance, at which steps and when within them the server dies, and counts how it died.
/// </summary>
internal sealed class Killer(Random chance, bool always)
{
    /// <summary>A start costs seconds; the short form kills at every fifth step.</summary>
    private const int OneOf = 5;

    private static readonly TimeSpan patience = TimeSpan.FromSeconds(3);

    private readonly SortedDictionary<string, int> deaths = [];
    private int steps;
    private string? order;
    private string moment = "";

    public bool Chooses(Step step, Site site)
    {
        steps++;
        if (!always && chance.Next(OneOf) > 0)
        {
            return false;
        }
        (moment, order) = chance.Next(step.LeavesJobs ? 6 : 4) switch
        {
            0 => ("before the commit", FaultPoints.Order(inForm: true, commitsOnly: true, 1)),
            1 => ("after the commit", FaultPoints.Order(inForm: true, commitsOnly: true, 2)),
            2 => ("at a statement", FaultPoints.Order(inForm: true, commitsOnly: false, chance.Next(1, 20))),
            3 => ("at a moment", null),
            _ => ("in its job", FaultPoints.Order(inForm: false, commitsOnly: false, chance.Next(1, 40))),
        };
        site.Arm(order);
        return true;
    }

    /// <summary>Sends the form; whenever this returns, the server is dead.</summary>
    public async Task Kills(OwnProcess server, Step step, Deed deed, string html)
    {
        var dead = server.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var sent = Sent();
        if (order is null)
        {
            await Task.WhenAny(sent, Task.Delay(chance.Next(150)));
        }
        else
        {
            await sent;
            // Work behind the answer is given its time; a form that passed fewer points than were chosen is killed
            // after its answer.
            await Task.WhenAny(dead, Task.Delay(moment == "in its job" ? patience : TimeSpan.FromMilliseconds(chance.Next(50))));
        }
        server.Process.Kill();
        await sent;
        await dead;
        var answered = deed.Reply is null ? "unanswered" : "answered";
        deaths[$"{moment}, {answered}"] = deaths.GetValueOrDefault($"{moment}, {answered}") + 1;
        Assert.True(deed.Reply is null or { IsDone: true }, $"{step.Path}: {deed.Reply}");

        async Task Sent()
        {
            try
            {
                deed.Reply = await step.By.Sends(deed, html);
            }
            catch (Exception gone) when (gone is HttpRequestException or IOException)
            {
                // Killed under it: nobody knows whether it was done.
            }
        }
    }

    /// <summary>A word of the command line, at one of its statements.</summary>
    public async Task Kills(Site site, params string[] words)
    {
        order = FaultPoints.Order(inForm: false, commitsOnly: false, chance.Next(1, 250));
        site.Arm(order);
        await using var program = site.Program(words);
        program.Process.BeginErrorReadLine();
        program.Process.BeginOutputReadLine();
        await program.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var what = site.HasObeyed ? "init, at a statement" : "init, not killed";
        deaths[what] = deaths.GetValueOrDefault(what) + 1;
        site.Arm(null);
    }

    public override string ToString() =>
        $"{steps} steps, {deaths.Values.Sum()} deaths: {string.Join("; ", deaths.Select(death => $"{death.Key} {death.Value}"))}";
}
