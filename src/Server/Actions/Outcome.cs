using Guanwei.Rules;

namespace Guanwei.Server.Actions;

/// <summary>All the reasons why an action was not done. Nothing was changed.</summary>
public sealed record Refusal(IReadOnlyList<Reason> Reasons)
{
    public static Refusal Of(params IEnumerable<Reason> reasons) => new([.. reasons]);
}

/// <summary>What became of an action: done with its answer, or refused with all reasons at once.</summary>
public abstract record Outcome<TAnswer>
{
    private Outcome() { }

    public sealed record Done(TAnswer Answer) : Outcome<TAnswer>;

    public sealed record Refused(IReadOnlyList<Reason> Reasons) : Outcome<TAnswer>;

    /// <summary>The answer, or an exception for callers that cannot be refused (tests, demo data).</summary>
    public TAnswer Required => this switch
    {
        Done done => done.Answer,
        Refused refused => throw new InvalidOperationException(
            "Refused: " + string.Join(", ", refused.Reasons.Select(reason => reason.Code))),
        _ => throw new InvalidOperationException("Unknown outcome."),
    };

    public static implicit operator Outcome<TAnswer>(TAnswer answer) => new Done(answer);

    public static implicit operator Outcome<TAnswer>(Refusal refusal) => new Refused(refusal.Reasons);
}
