using Guanwei.Han;

namespace Guanwei.Rules.Naming;

/// <summary>
/// The folded form of a name: two names with the same skeleton look the same to a reader and count as one.
/// </summary>
public static class NameSkeleton
{
    /// <summary>
    /// <see cref="Folding.Plain"/>: compatibility forms (full-width letters and the like) unified, case folded,
    /// invisible characters removed. The skeleton of a skeleton is itself.
    /// </summary>
    public static string Of(string name) => Folding.Plain(name);
}
