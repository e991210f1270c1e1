using System.Diagnostics;
using Guanwei.Rules;
using Guanwei.Rules.Naming;
using Guanwei.Rules.Regions;

namespace Guanwei.Benchmarks;

/// <summary>
/// A name against many registered ones on one core: the check (every reason), and the judgement (with suggestions where
/// it is not accepted). A fifth of the registered come close to another. A quarter of the names asked for are registered, a
/// quarter come close, a quarter hold a watched word, a quarter are made anew; half are asked for by another region's bodies.
/// </summary>
internal static class NamesBench
{
    private const int Asked = 8_000;
    private static readonly DateOnly Day = new(2026, 11, 24);

    public static int Run(Options options)
    {
        var report = new Report("a name against the registered ones", options);
        var book = RuleBook.National;
        var many = new ManyNames(book, Day, new Random(3));
        var registered = many.Registered(options.Names);
        NameIndex.Of(registered.Take(1_000), book, Day);

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var began = Stopwatch.GetTimestamp();
        var index = NameIndex.Of(registered, book, Day);
        var build = Stopwatch.GetElapsedTime(began);
        var memory = GC.GetTotalMemory(forceFullCollection: true) - before;
        report.Add("registered names", $"{index.Count}");
        report.Add("index built, s", Numbers.Say(build.TotalSeconds, "0.00"));
        report.Add("index, MB beside the names", Numbers.Say(memory / 1e6, "0.0"));

        var questions = Questions(many, registered, index, new Random(4)).ToList();
        foreach (var question in questions.Take(2_000))
        {
            NameCheck.Judge(question, book, Day, Profile.Current);
        }
        var outcomes = new Dictionary<Outcome, int>();
        var checks = Each(questions, question =>
        {
            var outcome = NameCheck.Check(question, book, Day, Profile.Current).Outcome;
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        });
        var judgements = Each(questions, question => NameCheck.Judge(question, book, Day, Profile.Current));
        report.Add("asked", $"{questions.Count}: " + string.Join(", ", outcomes.OrderBy(o => o.Key).Select(o => $"{o.Value} {o.Key}")));
        Add(report, "checked", checks);
        Add(report, "judged, with suggestions", judgements);
        GC.KeepAlive(index);
        return report.Print();
    }

    private static void Add(Report report, string what, List<double> each)
    {
        report.Add($"{what}: mean, ms", Numbers.Say(each.Average(), "0.000"), "≤ 1", each.Average() <= 1);
        foreach (var share in (double[])[0.5, 0.99])
        {
            var value = Numbers.Percentile(each, share);
            report.Add($"{what}: p{share * 100:0}, ms", Numbers.Say(value, "0.000"), "≤ 1", value <= 1);
        }
        report.Add($"{what}: longest, ms", Numbers.Say(each.Max(), "0.000"));
    }

    private static List<double> Each(List<NameFacts> questions, Action<NameFacts> ask)
    {
        var each = new List<double>(questions.Count);
        foreach (var question in questions)
        {
            var began = Stopwatch.GetTimestamp();
            ask(question);
            each.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        return each;
    }

    private static IEnumerable<NameFacts> Questions(
        ManyNames many, List<RegisteredName> registered, NameIndex index, Random chance)
    {
        string[] watched = ["中国", "国家级", "第一", "解放军", "\u200b", "微信公众号"];
        for (var i = 0; i < Asked; i++)
        {
            var (plain, region, department) = many.Plain();
            var (_, other, _) = many.Plain();
            var asks = chance.Next(2) == 0 ? region : other;
            var known = registered[chance.Next(registered.Count)].Name;
            var name = (i % 4) switch
            {
                0 => known,
                1 => many.Near(known),
                2 => plain.Insert(chance.Next(plain.Length + 1), watched[chance.Next(watched.Length)]),
                _ => plain,
            };
            var level = asks.Code.EndsWith("0000", StringComparison.Ordinal) ? AgencyLevel.Provincial
                : asks.Code.EndsWith("00", StringComparison.Ordinal) ? AgencyLevel.Prefecture : AgencyLevel.County;
            var full = Gazetteer.Find(asks.Code, Day)!.Name;
            yield return new NameFacts(
                name, new NameApplicant($"{full}{department}局", level, AgencyKind.Administrative, asks.Code), index);
        }
    }
}
