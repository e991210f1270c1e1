using System.Globalization;

namespace Guanwei.Benchmarks;

internal static class Numbers
{
    public static double Median(IReadOnlyCollection<double> values) => Percentile(values, 0.5);

    /// <summary>The smallest value that so large a share of all does not exceed.</summary>
    public static double Percentile(IReadOnlyCollection<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];
    }

    /// <summary>"1.92 (1.88–2.10)": the median and what it lies between.</summary>
    public static string Spread(IReadOnlyCollection<double> values, string format) =>
        $"{Say(Median(values), format)} ({Say(values.Min(), format)}–{Say(values.Max(), format)})";

    public static string Say(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
