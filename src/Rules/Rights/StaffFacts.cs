namespace Guanwei.Rules.Rights;

/// <summary>How somebody is employed (编制身份).</summary>
public enum Establishment
{
    /// <summary>公务员.</summary>
    CivilServant,

    /// <summary>参照公务员法管理人员.</summary>
    CivilServantEquivalent,

    /// <summary>事业编制人员.</summary>
    PublicInstitution,

    /// <summary>聘用人员.</summary>
    Contract,
}

/// <summary>Whether an e-mail address was confirmed by a code sent to it.</summary>
public enum EmailState
{
    /// <summary>Not yet.</summary>
    Unverified,

    /// <summary>It was.</summary>
    Verified,
}

/// <summary>A person named in an application.</summary>
/// <param name="Key">What tells people apart: a person's id, or a digest of it; never shown.</param>
/// <param name="Establishment">How the person is employed.</param>
/// <param name="Email">Work e-mail address.</param>
/// <param name="EmailState">Whether the address was confirmed.</param>
public sealed record StaffMember(string Key, Establishment Establishment, string? Email, EmailState EmailState);

/// <summary>The people of an account; empty where nobody is named yet.</summary>
/// <param name="A">Super administrator A.</param>
/// <param name="B">Super administrator B.</param>
/// <param name="Operator">Who runs the account from day to day.</param>
public sealed record StaffFacts(StaffMember? A, StaffMember? B, StaffMember? Operator);
