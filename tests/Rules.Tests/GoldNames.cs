namespace Guanwei.Rules.Tests;

public class GoldNames
{
    [Theory]
    [InlineData("names-sample.jsonl")]
    [InlineData("names-gold.jsonl")]
    [InlineData("names-second-examiner.jsonl")]
    public void Each_gets_the_verdict_and_the_reasons_that_the_examiner_expects(string file)
    {
        var cases = NameCase.Of(file);

        var wrong = cases.Select(one => one.Wrong()).Where(fault => fault.Length > 0).ToList();

        Assert.NotEmpty(cases);
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {cases.Count}:\n{string.Join('\n', wrong)}");
    }
}
