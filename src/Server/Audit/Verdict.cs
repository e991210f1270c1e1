namespace Guanwei.Server.Audit;

public enum AuditFault
{
    /// <summary>The entry is not what its hash was made of.</summary>
    Altered,

    /// <summary>
    /// The entry does not carry the MAC of this installation: it was written or changed past the program.
    /// </summary>
    Forged,

    /// <summary>The entry with this number is gone.</summary>
    Missing,

    /// <summary>The number stands twice.</summary>
    Twice,

    /// <summary>An entry without a number does not carry the MAC of this installation.</summary>
    UnsealedForged,

    /// <summary>The record of the chain's length is gone or was written past the program.</summary>
    HeadForged,

    /// <summary>The chain ends before the length on record.</summary>
    CutOff,

    /// <summary>A checkpoint's signature is not the root key's.</summary>
    CheckpointForged,

    /// <summary>A checkpoint that was signed is gone, or does not name the one before it.</summary>
    CheckpointMissing,

    /// <summary>The chain does not contain what the checkpoint signed.</summary>
    CheckpointContradicted,

    /// <summary>The root key in the database is not the one that the master key holds.</summary>
    RootReplaced,

    /// <summary>The file of checkpoints cannot be read.</summary>
    FileUnreadable,

    /// <summary>Entries have waited too long although the sealer runs.</summary>
    TailOld,
}

/// <summary>One thing found, with the number of the entry (or of the checkpoint) it is about.</summary>
/// <param name="Id">The entry's id, where there is one.</param>
public sealed record AuditFinding(AuditFault Fault, long Number, string? Id = null);

/// <summary>What a whole verification found.</summary>
/// <param name="Faults">All that was found; <see cref="Findings"/> keeps the first hundred.</param>
/// <param name="MacsChecked">False when the master key was not at hand: then only chain and signatures were.</param>
public sealed record Verdict(
    long Entries, int Checkpoints, long Unsealed, DateTimeOffset? OldestUnsealed, bool MacsChecked, string? LastHash,
    long Faults, IReadOnlyList<AuditFinding> Findings)
{
    public bool Sound => Faults == 0;
}
