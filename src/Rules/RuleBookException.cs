namespace Guanwei.Rules;

/// <summary>The rule data is wrong: every fault, each with its file and row. Nothing can be decided by it.</summary>
public sealed class RuleBookException : Exception
{
    /// <summary>One fault a line.</summary>
    public RuleBookException(IEnumerable<RuleFault> faults)
        : this([.. faults])
    {
    }

    private RuleBookException(RuleFault[] faults)
        : base($"The rule book cannot be used:{string.Concat(faults.Select(f => "\n- " + f))}") => Faults = faults;

    /// <summary>The faults, in the order they were found.</summary>
    public IReadOnlyList<RuleFault> Faults { get; }
}
