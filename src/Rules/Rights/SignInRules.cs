namespace Guanwei.Rules.Rights;

/// <summary>The limits of signing in: duties, and so the strictest values whatever the profile.</summary>
public sealed record SignInRules
{
    private readonly Answer length;
    private readonly Answer classes;

    private SignInRules(RuleBook book, DateOnly day)
    {
        Answer Ask(string key) => book.OfInstallation(key, day, Profile.Strict);
        length = Ask("sign-in.password.length.min");
        classes = Ask("sign-in.password.classes.min");
        Failures = Ask("sign-in.failures.max").Whole;
        Lock = Ask("sign-in.lock").Duration;
        Idle = Ask("sign-in.idle.max").Duration;
        Session = Ask("sign-in.session.max").Duration;
        Invitation = Ask("sign-in.invitation.valid").Duration;
        InitLink = Ask("sign-in.init-link.valid").Duration;
        LogMonths = Ask("log.retention.months").Whole;
    }

    /// <summary>Shortest password, in characters.</summary>
    public int PasswordLength => length.Whole;

    /// <summary>How many of capital letters, small letters, digits and symbols a password must have.</summary>
    public int PasswordClasses => classes.Whole;

    /// <summary>Failed attempts after which sign-in is locked.</summary>
    public int Failures { get; }

    /// <summary>How long it stays locked.</summary>
    public TimeSpan Lock { get; }

    /// <summary>Time without activity after which a session ends.</summary>
    public TimeSpan Idle { get; }

    /// <summary>Longest session.</summary>
    public TimeSpan Session { get; }

    /// <summary>How long an invitation may be used.</summary>
    public TimeSpan Invitation { get; }

    /// <summary>How long the first sign-in link may be used.</summary>
    public TimeSpan InitLink { get; }

    /// <summary>How many months logs are kept at least.</summary>
    public int LogMonths { get; }

    /// <summary>The limits in force on a day.</summary>
    public static SignInRules Of(RuleBook book, DateOnly day) => new(book, day);

    /// <summary>All reasons why a password cannot be taken; none if it can. The password is not kept.</summary>
    public IReadOnlyList<Reason> Refusals(string password)
    {
        var reasons = new List<Reason>();
        var place = new Place("sign-in", "password");
        if (password.Length < PasswordLength)
        {
            reasons.Add(Reason.From(length, place, null, Argument.Number("min", PasswordLength)));
        }

        if (Classes(password) < PasswordClasses)
        {
            reasons.Add(Reason.From(classes, place, null, Argument.Number("min", PasswordClasses)));
        }

        return reasons;
    }

    private static int Classes(string password) =>
        password.Select(c =>
            char.IsAsciiDigit(c) ? 'd' : char.IsUpper(c) ? 'u' : char.IsLower(c) ? 'l' : 's').Distinct().Count();
}
