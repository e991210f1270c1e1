using System.Security.Cryptography;

namespace Guanwei.Sandbox;

/// <summary>Made anew for each run: nothing that works here works elsewhere.</summary>
public sealed class Secrets
{
    public string SmsApp { get; } = "sandbox";

    public string SmsSecret { get; } = Fresh();

    public string WeComKey { get; } = Fresh();

    public string DingTalkToken { get; } = Fresh();

    public string DingTalkSecret { get; } = "SEC" + Fresh();

    private static string Fresh() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}
