using System.Globalization;
using System.Resources;

namespace Guanwei.Server.Jobs;

/// <summary>Marks where the words of this slice are: Texts.resx (Chinese) and Texts.en.resx beside it.</summary>
public sealed class Texts
{
    private static readonly ResourceManager words = new(typeof(Texts));

    /// <summary>What a kind of job is called; its code when it has no name.</summary>
    public static string NameOf(string kind, CultureInfo language) => words.GetString("Kind." + kind, language) ?? kind;
}
