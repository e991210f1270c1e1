using System.Diagnostics;
using Guanwei.Rules;

namespace Guanwei.Benchmarks;

/// <summary>
/// One rule resolved: every key, for scopes, days and profiles drawn from a fixed seed. A batch of questions of one
/// key is timed at a time, since the clock's own reading costs as much as an answer; the first answers to new
/// questions, which have to be worked out, are timed one by one.
/// </summary>
internal static class RulesBench
{
    private const int Batches = 20_000;
    private const int Batch = 50;
    private const double Goal = 5;

    public static int Run(Options options)
    {
        var report = new Report("a rule resolved", options);
        var book = RuleBook.National;
        var questions = Questions(book, new Random(3));
        report.Add("rows, keys", $"{book.Rules.Length}, {book.Keys.Count()}");

        var began = Stopwatch.GetTimestamp();
        var fresh = new RuleBook(book.Rules, book.From);
        report.Add("book checked and made, ms", Numbers.Say(Stopwatch.GetElapsedTime(began).TotalMilliseconds, "0.0"));

        // Warm code, cold book: what the first question of its kind costs.
        Ask(book, questions, out _);
        var first = questions.Take(2_000).Select(q => Timed(() => fresh.Resolve(q.Key, q.Scope, q.Day, q.Profile))).ToList();
        report.Add("first time in a new book, mean µs", Numbers.Say(first.Average(), "0.00"));

        GC.Collect();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var each = Ask(book, questions, out var asked);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated - (each.Count * sizeof(double));
        report.Add("answers", $"{asked}");
        report.Add("mean, µs", Numbers.Say(each.Average(), "0.000"), "≤ 5", each.Average() <= Goal);
        report.Add("p50, µs", Numbers.Say(Numbers.Percentile(each, 0.5), "0.000"), "≤ 5", Numbers.Percentile(each, 0.5) <= Goal);
        report.Add("p99, µs", Numbers.Say(Numbers.Percentile(each, 0.99), "0.000"), "≤ 5", Numbers.Percentile(each, 0.99) <= Goal);
        report.Add("allocated, bytes an answer", Numbers.Say((double)allocated / asked, "0.0"));
        return report.Print();
    }

    private static List<double> Ask(RuleBook book, Question[] questions, out int asked)
    {
        var each = new List<double>(Batches);
        asked = 0;
        for (var batch = 0; batch < Batches; batch++)
        {
            var began = Stopwatch.GetTimestamp();
            for (var i = 0; i < Batch; i++)
            {
                var (key, scope, day, profile) = questions[asked++ % questions.Length];
                book.Resolve(key, scope, day, profile);
            }
            each.Add(Stopwatch.GetElapsedTime(began).TotalMicroseconds / Batch);
        }
        return each;
    }

    private static double Timed(Func<Answer> ask)
    {
        var began = Stopwatch.GetTimestamp();
        ask();
        return Stopwatch.GetElapsedTime(began).TotalMicroseconds;
    }

    private static Question[] Questions(RuleBook book, Random chance)
    {
        var keys = book.Keys.ToArray();
        string[] regions = ["110000", "420000", "421100", "421122", "441721", "820000"];
        return [.. Enumerable.Range(0, 100_000).Select(i => new Question(
            keys[i % keys.Length],
            new Scope(
                Any<AgencyLevel>(chance), Any<AgencyKind>(chance), Any<AccountType>(chance),
                regions[chance.Next(regions.Length)]),
            book.From.AddDays(chance.Next(1_000)),
            Any<Profile>(chance)))];
    }

    private static T Any<T>(Random chance) where T : struct, Enum =>
        Enum.GetValues<T>() is var values ? values[chance.Next(values.Length)] : default;

    private sealed record Question(string Key, Scope Scope, DateOnly Day, Profile Profile);
}
