using System.Globalization;
using System.Text.Json;
using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Vision;

namespace Guanwei.Server.Files;

/// <summary>
/// What was noticed about a file as reasons of a decision. Their sentences stand in Files/Texts.resx.
/// </summary>
public static class InspectionReasons
{
    public const string NoRoomCode = "FILE_NO_ROOM";
    public const string ChangedCode = "FILE_CHANGED";
    public const string NotAcceptedCode = "FILE_KIND_NOT_ACCEPTED";
    public const string PurposeUnknownCode = "FILE_PURPOSE_UNKNOWN";
    public const string TakenCode = "FILE_TAKEN";
    public const string MissingCode = "FILE_MISSING";

    private const decimal Megabyte = 1 << 20;

    public static readonly Place Place = new("file", "file");

    /// <summary>FILE_ and the finding's own code, so that they cannot be taken for codes of the rules.</summary>
    public static string CodeOf(FindingCode code)
    {
        var name = JsonNamingPolicy.SnakeCaseUpper.ConvertName(code.ToString());
        return name.StartsWith("FILE_", StringComparison.Ordinal) ? name : "FILE_" + name;
    }

    public static Reason Of(Finding finding, string name) => new(
        CodeOf(finding.Code), SeverityOf(finding.Severity), null, Place,
        [
            Argument.Text("name", name),
            Argument.Text("detail", finding.Detail ?? ""),
            Amount("found", finding.Code, finding.Found),
            Amount("limit", finding.Code, finding.Limit),
        ]);

    public static Reason TooLarge(string name, long limit) =>
        Of(new Finding(FindingCode.FileTooLarge, FindingSeverity.Block, null, limit + 1, limit), name);

    public static Reason NoRoom() => Refusals.Because(NoRoomCode, Place);

    public static Reason Failed(string name) =>
        Refusals.Because(Inspector.FailedCode, Place, Argument.Text("name", name));

    public static Reason Changed(string name) => Refusals.Because(ChangedCode, Place, Argument.Text("name", name));

    public static Reason NotAccepted(string name, DocumentKind kind, IEnumerable<DocumentKind> accepts) => Refusals.Because(
        NotAcceptedCode, Place, Argument.Text("name", name), Argument.Text("kind", Word(kind)),
        Argument.Text("accepts", string.Join(" / ", accepts.Select(Word))));

    /// <summary>
    /// The rules' reasons and, of the inspection's, those that say something else: an encrypted file is told once, with
    /// its source.
    /// </summary>
    public static IReadOnlyList<Reason> Merged(IReadOnlyList<Reason> ofRules, IReadOnlyList<Reason> ofInspection) =>
        [.. ofRules, .. ofInspection.Where(reason => !SaidBy(ofRules, reason.Code))];

    private static bool SaidBy(IReadOnlyList<Reason> ofRules, string code) => code switch
    {
        "FILE_EMPTY" => Has(ofRules, ReasonCode.DocumentEmpty),
        "FILE_ENCRYPTED" => Has(ofRules, ReasonCode.DocumentEncrypted),
        "FILE_UNREADABLE" or "FILE_TRUNCATED" => Has(ofRules, ReasonCode.DocumentUnreadable),
        "FILE_KIND_UNKNOWN" or NotAcceptedCode => Has(ofRules, ReasonCode.DocumentKind),
        "FILE_TOO_LARGE" => Has(ofRules, ReasonCode.DocumentTooLarge),
        _ => false,
    };

    private static bool Has(IReadOnlyList<Reason> reasons, string code) => reasons.Any(reason => reason.Code == code);

    private static Severity SeverityOf(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Block => Severity.Block,
        FindingSeverity.Warn => Severity.Warn,
        _ => Severity.Inform,
    };

    private static Argument Amount(string name, FindingCode code, long? amount) => amount is not { } number
        ? Argument.Text(name, "")
        : code is FindingCode.FileTooLarge or FindingCode.TrailingData or FindingCode.PdfBomb
            ? Argument.Text(name, string.Create(CultureInfo.InvariantCulture, $"{number / Megabyte:0.##} MB"))
            : Argument.Number(name, number);

    private static string Word(DocumentKind kind) => kind.ToString().ToUpperInvariant();
}
