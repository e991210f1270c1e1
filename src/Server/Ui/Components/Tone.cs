namespace Guanwei.Server.Ui;

/// <summary>The feeling of a state. Never the only sign: a word and an icon stand beside the colour.</summary>
public enum Tone
{
    Neutral,
    Active,
    Good,
    Warn,
    Bad,
}
