using System.Linq.Expressions;
using Guanwei.Server.Actions;
using Guanwei.Server.Jobs;
using Guanwei.Server.Tests.Given;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Tests.Running;

/// <summary>What a test of the runner puts into its table, and reads there.</summary>
internal static class QueuedJobs
{
    public static async Task Enqueue(House house, string kind, Action<Job>? more = null) =>
        Assert.True((await house.Do<bool>(Actor.System("test"), "test.enqueue", act =>
        {
            act.Enqueue(kind, new { }, more);
            return Task.FromResult<Outcome<bool>>(true);
        })).Required);

    public static async Task<Job> Single(House house)
    {
        await using var db = house.Databases.OpenForSystem("test");
        return await db.Set<Job>().AsNoTracking().SingleAsync();
    }

    public static async Task<int> Count(House house, Expression<Func<Job, bool>> which)
    {
        await using var db = house.Databases.OpenForSystem("test");
        return await db.Set<Job>().CountAsync(which);
    }
}
