namespace Guanwei.Server.Keys;

public enum KeyTrouble
{
    /// <summary>The key file is not there: wrong path, or a restore without its keys.</summary>
    FileMissing,
    /// <summary>Others on this machine may read it: chmod 600.</summary>
    FileTooOpen,
    FileInsideData,
    FileMalformed,
    PassphraseNeeded,
    PassphraseWrong,
    /// <summary>Wrapped by a master key of another id.</summary>
    OtherMasterKey,
    /// <summary>The ring holds no key of this version and purpose.</summary>
    VersionUnknown,
    /// <summary>A sealed value, key or file was changed, cut, or moved to another place.</summary>
    SealBroken,
}

/// <summary>The world is broken: <see cref="Trouble"/> picks the sentence for people, the message is for the log and
/// names no secret.</summary>
public sealed class KeyException(KeyTrouble trouble, string message, Exception? inner = null) : Exception(message, inner)
{
    public KeyTrouble Trouble { get; } = trouble;
}
