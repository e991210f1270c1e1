namespace Guanwei.Vision;

/// <summary>
/// One thing an inspection or a table reading noticed. It holds no sentence: the reader's language is the caller's.
/// </summary>
/// <param name="Code">What was noticed; in JSON in upper snake case, such as <c>KIND_MISMATCH</c>.</param>
/// <param name="Severity">How much it weighs; fixed for each code.</param>
/// <param name="Detail">
/// A short technical word: the second format found, the part that failed, a cell such as <c>B7</c>.
/// </param>
/// <param name="Found">
/// The amount met, in the unit of <paramref name="Limit"/> (bytes, pixels, pages, rows); null without one.
/// </param>
/// <param name="Limit">The amount allowed; null when the code has no limit.</param>
public sealed record Finding(
    FindingCode Code, FindingSeverity Severity, string? Detail = null, long? Found = null, long? Limit = null)
{
    internal static Finding Of(FindingCode code, string? detail, long? found, long? limit) =>
        new(code, SeverityOf(code), detail, found, limit);

    private static FindingSeverity SeverityOf(FindingCode code) => code switch
    {
        FindingCode.TrailingData or FindingCode.FormulaValue or FindingCode.HiddenSheet => FindingSeverity.Inform,
        FindingCode.TooSmallImage or FindingCode.NameTrick or FindingCode.NumberRounded => FindingSeverity.Warn,
        _ => FindingSeverity.Block,
    };
}

/// <summary>How much a finding weighs.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing; nothing to do.</summary>
    Inform,

    /// <summary>A person should look.</summary>
    Warn,

    /// <summary>The file must not be taken in.</summary>
    Block,
}

/// <summary>
/// What can be noticed about a file. Codes are never renamed: they are stored with files and have sentences elsewhere.
/// </summary>
public enum FindingCode
{
    /// <summary>EMPTY: no bytes at all, or a pipe or device, which is never opened.</summary>
    Empty,

    /// <summary>NOT_A_FILE: a folder or a link.</summary>
    NotAFile,

    /// <summary>FILE_TOO_LARGE (bytes): larger than the limit; nothing further was looked at.</summary>
    FileTooLarge,

    /// <summary>
    /// KIND_UNKNOWN: none of the known kinds; the detail names a recognised foreign one (zip, gif, html …).
    /// </summary>
    KindUnknown,

    /// <summary>KIND_MISMATCH: the declared name's extension says another kind; the detail is the extension.</summary>
    KindMismatch,

    /// <summary>
    /// NAME_TRICK: the declared name holds path separators, control characters or text-direction marks.
    /// </summary>
    NameTrick,

    /// <summary>POLYGLOT: bytes of a second format before, inside or behind the first; the detail names it.</summary>
    Polyglot,

    /// <summary>
    /// TRAILING_DATA (bytes): harmless bytes after the end, as phones append (second view, motion clip).
    /// </summary>
    TrailingData,

    /// <summary>TRUNCATED: the end is missing, as after a broken upload.</summary>
    Truncated,

    /// <summary>UNREADABLE: does not decode; the detail names the part that failed.</summary>
    Unreadable,

    /// <summary>ENCRYPTED: needs a password or carries usage restrictions, so its content cannot be checked.</summary>
    Encrypted,

    /// <summary>PIXELS_TOO_MANY (pixels): by the header, before anything was decoded.</summary>
    PixelsTooMany,

    /// <summary>TOO_SMALL_IMAGE (pixels of the short side): likely not legible.</summary>
    TooSmallImage,

    /// <summary>
    /// IMAGE_BOMB: a small picture that unpacks to far more than its dimensions need, or has very many scans.
    /// </summary>
    ImageBomb,

    /// <summary>
    /// PDF_ACTIVE: scripts, programs to launch, forms that send, attached files; the detail is the PDF name.
    /// </summary>
    PdfActive,

    /// <summary>PDF_TOO_MANY_PAGES (pages).</summary>
    PdfTooManyPages,

    /// <summary>PDF_BOMB (bytes): its streams unpack to more than the limit.</summary>
    PdfBomb,

    /// <summary>
    /// ZIP_BOMB: too many entries, too many unpacked bytes, too high a ratio, or overlapping entries.
    /// </summary>
    ZipBomb,

    /// <summary>ZIP_NESTED: an archive inside the archive; the detail is the entry.</summary>
    ZipNested,

    /// <summary>ZIP_PATH: entry names that are absolute, climb out, repeat or are ill-formed.</summary>
    ZipPath,

    /// <summary>MACRO: program code in an office document; the detail is the entry.</summary>
    Macro,

    /// <summary>XML_DTD: an XML part declares a document type or entities.</summary>
    XmlDtd,

    /// <summary>TABLE_TOO_MANY_ROWS (rows): reading stopped there.</summary>
    TableTooManyRows,

    /// <summary>
    /// TABLE_TOO_LARGE: more cells or characters than the limit; the detail says which. Reading stopped there.
    /// </summary>
    TableTooLarge,

    /// <summary>CELL_TOO_LONG (characters): the detail is the cell, such as <c>B7</c>.</summary>
    CellTooLong,

    /// <summary>
    /// FORMULA_VALUE: a cell is a formula; its last stored result was read. The detail is the first such cell.
    /// </summary>
    FormulaValue,

    /// <summary>HIDDEN_SHEET: a sheet that the author cannot see was left unread; the detail is its name.</summary>
    HiddenSheet,

    /// <summary>
    /// NUMBER_ROUNDED: a number of more than 15 digits, which Excel has already rounded; the detail is the cell.
    /// </summary>
    NumberRounded,
}
