namespace Guanwei.Rules.AccountTypes;

/// <summary>Whether an account is certified by the platform.</summary>
public enum AccountStanding
{
    /// <summary>已认证.</summary>
    Verified,

    /// <summary>未认证.</summary>
    Unverified,
}

/// <summary>What an account may be able to do (接口权限); the nine advanced interfaces are marked.</summary>
public enum Capability
{
    /// <summary>接收消息.</summary>
    ReceiveMessages,

    /// <summary>被动回复.</summary>
    PassiveReply,

    /// <summary>自定义菜单.</summary>
    CustomMenu,

    /// <summary>群发接口.</summary>
    Broadcasts,

    /// <summary>按 OpenID 群发.</summary>
    BroadcastsByOpenid,

    /// <summary>上传下载多媒体（素材）; one of the nine.</summary>
    Media,

    /// <summary>网页分享、卡券.</summary>
    JsShare,

    /// <summary>客服接口; one of the nine.</summary>
    CustomerService,

    /// <summary>用户分组; one of the nine.</summary>
    UserGroups,

    /// <summary>获取用户基本信息; one of the nine.</summary>
    UserInfo,

    /// <summary>获取关注者列表; one of the nine.</summary>
    FollowerList,

    /// <summary>OAuth2.0 网页授权; one of the nine.</summary>
    WebAuthorisation,

    /// <summary>生成带参数二维码; one of the nine.</summary>
    ParametricQr,

    /// <summary>获取用户地理位置; one of the nine.</summary>
    Location,

    /// <summary>语音识别; one of the nine.</summary>
    SpeechRecognition,

    /// <summary>语义理解.</summary>
    Semantics,

    /// <summary>模板消息.</summary>
    TemplateMessages,

    /// <summary>微信支付.</summary>
    Payment,
}

/// <summary>
/// Whether an account has a capability: only if neither its type nor its agency's level withholds it.
/// </summary>
/// <param name="Capability">The capability.</param>
/// <param name="ByType">Whether the type and standing of the account have it.</param>
/// <param name="Type">The rule of the type.</param>
/// <param name="ByLevel">Whether the level's scope of permissions contains it.</param>
/// <param name="Level">The rule of the level.</param>
public readonly record struct CapabilityAnswer(
    Capability Capability, bool ByType, RuleRef Type, bool ByLevel, RuleRef Level)
{
    /// <summary>Whether the account has it.</summary>
    public bool Allowed => ByType && ByLevel;
}
