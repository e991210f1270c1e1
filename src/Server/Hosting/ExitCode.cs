namespace Guanwei.Server.Hosting;

/// <summary>How a word of the command line ends; scripts and service units rely on these numbers.</summary>
public enum ExitCode
{
    Ok = 0,
    Refused = 1,
    Usage = 2,
    Broken = 3,
}
