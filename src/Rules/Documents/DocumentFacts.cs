namespace Guanwei.Rules.Documents;

/// <summary>Kind of document in an application (申请材料).</summary>
public enum DocumentKind
{
    /// <summary>统一社会信用代码证书.</summary>
    CreditCodeCertificate,

    /// <summary>事业单位法人证书.</summary>
    PublicInstitutionCertificate,

    /// <summary>机构编制部门电子证书.</summary>
    EstablishmentECertificate,

    /// <summary>组织机构代码证; named by the guide, replaced by the credit code certificate.</summary>
    OrganisationCodeCertificate,

    /// <summary>加盖公章的申请表.</summary>
    ApplicationForm,

    /// <summary>法定代表人身份证人像面.</summary>
    IdCardFront,

    /// <summary>法定代表人身份证国徽面.</summary>
    IdCardBack,

    /// <summary>上级主管部门授权函.</summary>
    AuthorisationLetter,

    /// <summary>编办批复文件.</summary>
    EstablishmentApproval,

    /// <summary>红头文件.</summary>
    RedHeaderDocument,

    /// <summary>ICP 备案证明.</summary>
    IcpFiling,

    /// <summary>隶属关系证明.</summary>
    AffiliationProof,

    /// <summary>港澳地区机构特别程序函件.</summary>
    HkMacaoLetter,

    /// <summary>开户许可证.</summary>
    BankAccountPermit,

    /// <summary>费用减免证明.</summary>
    FeeWaiverProof,
}

/// <summary>Kind of file, from its content and not its name.</summary>
public enum MediaKind
{
    /// <summary>JPEG image.</summary>
    Jpeg,

    /// <summary>PNG image.</summary>
    Png,

    /// <summary>PDF.</summary>
    Pdf,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>Whether a file can be opened and read.</summary>
public enum Legibility
{
    /// <summary>It can.</summary>
    Readable,

    /// <summary>It is damaged, or its seal or text cannot be made out.</summary>
    Unreadable,

    /// <summary>It asks for a password, or is restricted by one.</summary>
    Encrypted,
}

/// <summary>An uploaded document, as far as the rules look at it.</summary>
/// <param name="Kind">What it is said to be.</param>
/// <param name="Media">What its content is.</param>
/// <param name="Bytes">Size of the plaintext.</param>
/// <param name="Sha256">Digest of the plaintext, hex.</param>
/// <param name="Pages">Number of pages; 1 for images.</param>
/// <param name="Legibility">Whether it can be read.</param>
/// <param name="Seal">What was found out about its seal; empty while nobody has looked.</param>
public sealed record DocumentFacts(
    DocumentKind Kind,
    MediaKind Media,
    long Bytes,
    string Sha256,
    int Pages,
    Legibility Legibility,
    SealState? Seal = null);
