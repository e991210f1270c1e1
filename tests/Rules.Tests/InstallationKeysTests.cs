namespace Guanwei.Rules.Tests;

/// <summary>Matters that are asked for the installation as a whole: no local rule can answer them, so none is taken.</summary>
public sealed class InstallationKeysTests
{
    public static TheoryData<string> Covered => [.. Given.Book.Keys.Where(InstallationKeys.Covers)];

    [Theory, MemberData(nameof(Covered))]
    public void Have_one_answer_under_every_profile_and_no_row_that_waits_to_know_for_whom(string key)
    {
        Assert.All(Enum.GetValues<Profile>(), profile => Assert.NotNull(Given.Book.OfInstallation(key, Given.Today, profile).Chosen));
        Assert.All(Given.Book.RowsOf(key), row => Assert.Equal(
            (null, null, 0, 0, 0),
            (row.Scope.Region, row.Scope.Component, row.Scope.Levels.Count, row.Scope.Kinds.Count, row.Scope.AccountTypes.Count)));
    }

    [Theory, MemberData(nameof(Covered))]
    public void Take_no_local_row(string key)
    {
        var row = Given.Book.RowsOf(key)[0] with { Id = "DF-1", Authority = Authority.Local };

        var refused = Assert.Throws<RuleBookException>(() => Given.Book.With([row]));

        var said = Sentences.In("zh-CN").Say(Assert.Single(refused.Faults));
        Assert.Contains($"{key} 由系统统一执行，不能另定地方规定", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Are_the_only_ones_that_are_asked_without_saying_for_whom()
    {
        var refused = Assert.Throws<ArgumentException>(
            () => Given.Book.OfInstallation("review.working-days.max", Given.Today, Profile.Current));

        Assert.Contains("asked for an agency", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Are_nineteen() => Assert.Equal(19, Covered.Count);
}
