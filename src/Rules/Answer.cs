using System.Collections.Immutable;

namespace Guanwei.Rules;

/// <summary>On what an answer rests.</summary>
public enum Basis
{
    /// <summary>The profile's own source answered.</summary>
    Own,

    /// <summary>The guide is silent; the answer is that of <see cref="Profile.Current"/>.</summary>
    FellToCurrent,

    /// <summary>No official source is known; the guide's value is used for want of another.</summary>
    OnlyTheGuide,

    /// <summary>A duty: the strictest value, whatever the profile.</summary>
    Duty,
}

/// <summary>What one profile answers.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Rule">The rule that decides.</param>
/// <param name="Value">The value; for joined sets more than the rule's own.</param>
/// <param name="Basis">On what the answer rests.</param>
/// <param name="Joined">Further rules whose words were joined into the set.</param>
/// <param name="SetAside">Local rules that do not count because they would loosen or repeat a higher one.</param>
public sealed record ProfileAnswer(
    Profile Profile,
    Rule Rule,
    RuleValue Value,
    Basis Basis,
    ImmutableArray<Rule> Joined,
    ImmutableArray<Rule> SetAside);

/// <summary>The one answer to a key, for a scope, on a day, under a profile, and what the other profiles say.</summary>
/// <param name="Key">The key asked for.</param>
/// <param name="Chosen">The profile's answer.</param>
/// <param name="Others">The other profiles' answers, also where they are the same.</param>
public sealed record Answer(string Key, ProfileAnswer Chosen, ImmutableArray<ProfileAnswer> Others)
{
    /// <summary>The rule that decides.</summary>
    public Rule Rule => Chosen.Rule;

    /// <summary>The value.</summary>
    public RuleValue Value => Chosen.Value;

    /// <summary>On what the answer rests.</summary>
    public Basis Basis => Chosen.Basis;

    /// <summary>The value of an <c>int</c> key.</summary>
    /// <exception cref="InvalidOperationException">The key has another type.</exception>
    public int Whole => As<WholeValue>().Number;

    /// <summary>The value of an <c>int</c> key with the unit <c>yes-no</c>.</summary>
    /// <exception cref="InvalidOperationException">The key has another type.</exception>
    public bool Yes => Whole != 0;

    /// <summary>The value of a <c>decimal</c> key.</summary>
    /// <exception cref="InvalidOperationException">The key has another type.</exception>
    public decimal Amount => As<DecimalValue>().Number;

    /// <summary>The value of a <c>duration</c> key.</summary>
    /// <exception cref="InvalidOperationException">The key has another type.</exception>
    public TimeSpan Duration => As<DurationValue>().Length;

    /// <summary>The value of a <c>text</c> key.</summary>
    /// <exception cref="InvalidOperationException">The key has another type.</exception>
    public string Text => As<TextValue>().Text;

    /// <summary>The value of a <c>set</c> key.</summary>
    /// <exception cref="InvalidOperationException">The key has another type.</exception>
    public ImmutableSortedSet<string> Set => As<SetValue>().Items;

    /// <summary>The value of a <c>table</c> key.</summary>
    /// <exception cref="InvalidOperationException">The key has another type.</exception>
    public ImmutableArray<ImmutableSortedDictionary<string, string>> Table => As<TableValue>().Rows;

    private T As<T>() where T : RuleValue =>
        Value as T ?? throw new InvalidOperationException($"{Key} is of type {Value.Type}");
}
