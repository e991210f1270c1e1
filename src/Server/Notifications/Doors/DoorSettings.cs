namespace Guanwei.Server.Notifications.Doors;

/// <summary>The section "Doors" of the settings. What is not set is not there.</summary>
public sealed class DoorSettings
{
    public const string Section = "Doors";

    public MailSettings Mail { get; set; } = new();

    public SmsSettings Sms { get; set; } = new();

    /// <summary>How long the other side may take for one call.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The only host that a robot's address may name; a demo points it at the sandbox.</summary>
    public Uri WeComOrigin { get; set; } = new("https://qyapi.weixin.qq.com");

    /// <inheritdoc cref="WeComOrigin"/>
    public Uri DingTalkOrigin { get; set; } = new("https://oapi.dingtalk.com");
}

public enum MailSecurity
{
    StartTls,
    Tls,

    /// <summary>For a relay on the same machine only.</summary>
    None,
}

public sealed class MailSettings
{
    /// <summary>Without a host, mail is written to the data folder instead.</summary>
    public string? Host { get; set; }

    public int Port { get; set; } = 587;

    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    public string? User { get; set; }

    public string? Password { get; set; }

    public string From { get; set; } = "guanwei@localhost";
}

public sealed class SmsSettings
{
    public Uri? Url { get; set; }

    public string App { get; set; } = "";

    public string Secret { get; set; } = "";
}
