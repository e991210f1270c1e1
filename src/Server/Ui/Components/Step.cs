namespace Guanwei.Server.Ui;

public enum StepState
{
    Done,
    Current,
    Ahead,
    Failed,
}

/// <param name="Who">Who acts, or who acted.</param>
/// <param name="When">In words: the day it was done, or the days left.</param>
/// <param name="Href">Where the step is filled in.</param>
public sealed record Step(string Text, StepState State, string? Who = null, string? When = null, string? Href = null);
