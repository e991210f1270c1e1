namespace Guanwei.Server.Hosting;

/// <summary>What the person at the console chose for every word.</summary>
public sealed record Invocation(string Data, string? Database, bool Json, TextWriter Output, TextWriter Error);
