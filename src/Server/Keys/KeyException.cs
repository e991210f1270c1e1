using System.Globalization;
using System.Resources;

namespace Guanwei.Server.Keys;

public enum KeyTrouble
{
    /// <summary>The key file is not there: wrong path, or a restore without its keys.</summary>
    FileMissing,
    /// <summary>Others on this machine may read it.</summary>
    FileTooOpen,
    /// <summary>In the data folder, backups would carry it away.</summary>
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

/// <summary>The world is broken, not the request. The message is for the log, <see cref="Sentence"/> for people;
/// neither holds a secret.</summary>
/// <param name="subject">A path, a purpose, an id.</param>
public sealed class KeyException(KeyTrouble trouble, string subject, Exception? inner = null)
    : Exception($"{trouble}: {subject}", inner)
{
    private static readonly ResourceManager Sentences = new(typeof(KeyException));

    public KeyTrouble Trouble { get; } = trouble;

    /// <summary>What is wrong and what helps, in the language of the current culture.</summary>
    public string Sentence => string.Format(CultureInfo.CurrentCulture,
        Sentences.GetString(Trouble.ToString(), CultureInfo.CurrentUICulture)!, subject);
}
