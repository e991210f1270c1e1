using System.Globalization;
using System.Resources;

namespace Guanwei.Server.Doctor;

public enum Level
{
    Ok,
    Warn,
    Fail,
}

/// <param name="Check">Stable name for programs: "keys.exported".</param>
/// <param name="Remedy">What to do; none where all is well.</param>
public sealed record Finding(string Check, Level Level, string Sentence, string? Remedy)
{
    private static readonly ResourceManager words = new(typeof(Texts));

    public static Finding Ok(string check, params object?[] arguments) => Of(check, Level.Ok, "ok", arguments);

    public static Finding Warn(string check, params object?[] arguments) => Of(check, Level.Warn, "warn", arguments);

    public static Finding Fail(string check, params object?[] arguments) => Of(check, Level.Fail, "fail", arguments);

    /// <summary>A check that can fail in several ways; the case names its sentence.</summary>
    public static Finding Of(string check, Level level, string inCase, params object?[] arguments) => new(
        check, level, Say($"{check}.{inCase}", arguments), level is Level.Ok ? null : Say($"{check}.{inCase}.remedy", arguments));

    internal static string Say(string key, params object?[] arguments) => string.Format(
        CultureInfo.CurrentCulture,
        words.GetString(key, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException(key), arguments);
}

/// <summary>Marks where the words of this folder are: Texts.resx (Chinese) and Texts.en.resx beside it.</summary>
public sealed class Texts;
