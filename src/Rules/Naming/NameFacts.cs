namespace Guanwei.Rules.Naming;

/// <summary>Who asks for a name.</summary>
/// <param name="Name">Full name of the agency; empty while the form is incomplete.</param>
/// <param name="Level">Level.</param>
/// <param name="Kind">Kind of body.</param>
/// <param name="RegionCode">Six-digit region code (GB/T 2260), if it is known.</param>
/// <param name="ShortNames">Short names that the agency has registered (规范简称).</param>
public sealed record NameApplicant(
    string? Name,
    AgencyLevel Level,
    AgencyKind Kind,
    string? RegionCode = null,
    IReadOnlyList<string>? ShortNames = null)
{
    /// <summary>What the questions to the rule book are about.</summary>
    public Scope Scope => new(Level, Kind, Region: RegionCode);
}

/// <summary>A name that an account has, or that is kept for one.</summary>
/// <param name="Name">As it stands.</param>
/// <param name="Holder">The agency that has it.</param>
/// <param name="Own">True if that is the agency that asks.</param>
public sealed record RegisteredName(string Name, string Holder, bool Own = false);

/// <summary>The name asked for.</summary>
/// <param name="Text">As typed.</param>
/// <param name="Applicant">Who asks.</param>
/// <param name="Taken">
/// The names there are already. All of them, or those that share a key with the name (see <see cref="NameKeys"/>): the
/// answer is the same.
/// </param>
public sealed record NameFacts(string? Text, NameApplicant Applicant, NameIndex? Taken = null);
