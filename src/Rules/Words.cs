namespace Guanwei.Rules;

/// <summary>Which values the installation decides by (规则口径).</summary>
public enum Profile
{
    /// <summary>指引口径: the founding guide's values come first.</summary>
    Guide,

    /// <summary>现行规则: law, then state documents, then the platform's rules; local rules may only tighten.</summary>
    Current,

    /// <summary>从严: the strictest value of all that apply.</summary>
    Strict,
}

/// <summary>Who made a rule, in falling order of rank under <see cref="Profile.Current"/>.</summary>
public enum Authority
{
    /// <summary>Law or administrative regulation.</summary>
    Law,

    /// <summary>A document of a state organ.</summary>
    StateDoc,

    /// <summary>A rule of the WeChat platform.</summary>
    Platform,

    /// <summary>A local document; may only tighten what stands above it.</summary>
    Local,

    /// <summary>A default of this product, for what nobody prescribes; yields to every document.</summary>
    Product,

    /// <summary>The founding guide; has no official source of its own.</summary>
    Guide,
}

/// <summary>Which of two values of the same key is the stricter one.</summary>
public enum Direction
{
    /// <summary>The smaller number or shorter duration is stricter.</summary>
    Lower,

    /// <summary>The greater number or longer duration is stricter.</summary>
    Higher,

    /// <summary>Sets are joined: whatever any rule names, counts.</summary>
    Union,
}

/// <summary>What a reason does to the decision.</summary>
public enum Severity
{
    /// <summary>Worth knowing; changes nothing.</summary>
    Inform,

    /// <summary>A reviewer will look at it; does not stop the submission.</summary>
    Warn,

    /// <summary>Stops the submission.</summary>
    Block,
}

/// <summary>How well a rule's text was established.</summary>
public enum Evidence
{
    /// <summary>S: seen in the text.</summary>
    Seen,

    /// <summary>S~: seen through a mirror, truncated or second-hand.</summary>
    SeenSecondHand,

    /// <summary>M: from memory; to be checked by a person before it is shown as law.</summary>
    Memory,

    /// <summary>A: only the founding guide says so.</summary>
    GuideOnly,

    /// <summary>C: computed and verified.</summary>
    Computed,

    /// <summary>I: inferred from the text, which does not say it in words.</summary>
    Inferred,

    /// <summary>O: ours. Set by this product; there is no text.</summary>
    Own,
}

/// <summary>Level of an agency (单位层级).</summary>
public enum AgencyLevel
{
    /// <summary>部委及中央机关.</summary>
    Ministry,

    /// <summary>省级.</summary>
    Provincial,

    /// <summary>地市级.</summary>
    Prefecture,

    /// <summary>区县级.</summary>
    County,

    /// <summary>乡镇、街道.</summary>
    Township,

    /// <summary>港澳地区机构.</summary>
    HkMacao,
}

/// <summary>Kind of a body that may ask for an account (主体性质).</summary>
public enum AgencyKind
{
    /// <summary>行政机关.</summary>
    Administrative,

    /// <summary>事业单位.</summary>
    PublicInstitution,

    /// <summary>编办直接管理机构编制的群众团体.</summary>
    MassOrganisation,

    /// <summary>社会组织.</summary>
    SocialOrganisation,

    /// <summary>企业.</summary>
    Company,
}

/// <summary>Type of a WeChat account (账号类型).</summary>
public enum AccountType
{
    /// <summary>服务号.</summary>
    Service,

    /// <summary>公众号（原订阅号）.</summary>
    Subscription,
}
