namespace Guanwei.Server.Desk;

/// <summary>Marks where the words of this folder are: Texts.resx (Chinese) and Texts.en.resx beside it.</summary>
public sealed class Texts;
