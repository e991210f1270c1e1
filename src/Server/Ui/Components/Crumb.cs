namespace Guanwei.Server.Ui;

public sealed record Crumb(string Text, string Href);
