using Guanwei.Rules;
using Guanwei.Rules.Documents;
using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Applications;

namespace Guanwei.Server.Demo;

/// <summary>One application as data/applications.json tells it.</summary>
/// <param name="Staff">Super administrators A and B, and the operator.</param>
/// <param name="Until">The matter it is for ends so many days from today; none: it is for good.</param>
/// <param name="Acts">What happened, each so many working days from the anchor.</param>
public sealed record ApplicationLine(
    string Agency, string? Name, AccountType? Type, string? Audience, string? Columns, string? Frequency,
    string? AnsweredBy, IReadOnlyList<string>? Staff, ApplicationLine.AnchorLine? Anchor, ApplicationLine.DraftLine? Draft, int? Until,
    ApplicationLine.LetterLine? Letter,
    IReadOnlyList<ApplicationLine.ActLine> Acts)
{
    /// <summary>Where the acts are counted from: the day of a certificate that ends in so many days, the submission
    /// whose review is due in so many working days; else the last working day.</summary>
    public sealed record AnchorLine(int? Expires, int? Due);

    /// <summary>A draft begun so many working days ago, with so many steps filled in.</summary>
    public sealed record DraftLine(int Days, int Steps, IReadOnlyList<DocumentKind>? Missing);

    /// <summary>The letter of the Hong Kong and Macao procedure, dated so many days from today.</summary>
    public sealed record LetterLine(string Number, int Days);

    public sealed record ActLine(
        string Verb, int At, string? Words, IReadOnlyList<string>? Codes, string? Code, bool Third,
        IReadOnlyList<DocumentKind>? Replaces);
}

/// <summary>Who and what an application is about.</summary>
public sealed record Cast(
    AgencyId Agency, Province.AgencyLine Line, string? CreditCode, Actor Clerk, Actor Supervisor, Actor Reviewer,
    ThirdParty Third);
