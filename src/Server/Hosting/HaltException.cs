namespace Guanwei.Server.Hosting;

/// <summary>The program cannot go on, and the reason is one sentence for the person at the console.</summary>
public sealed class HaltException(ExitCode code, string sentence, Exception? cause = null) : Exception(sentence, cause)
{
    public ExitCode Code { get; } = code;
}
