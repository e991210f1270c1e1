using Guanwei.Samples;

namespace Guanwei.Browser.Tests.Walk;

/// <summary>What an applicant has scanned: real files, drawn here, each unlike the others.</summary>
internal static class Papers
{
    public static byte[] Certificate { get; } = SamplePicture.Jpeg(text: "统一社会信用代码证书\n样例县民政局");

    public static byte[] Form { get; } = SamplePdf.Pages(2, "政务微信账号开设申请表\n样例县民政局");

    public static byte[] UnclearForm { get; } = SamplePdf.Pages(1, "政务微信账号开设申请表");

    public static byte[] IdFront { get; } = SamplePicture.Png(856, 540, "身份证人像面");

    public static byte[] IdBack { get; } = SamplePicture.Png(856, 540, "身份证国徽面");

    public static byte[] Approval { get; } = SamplePdf.Pages(1, "关于设立样例县民政局的批复");

    public static byte[] Notice { get; } = SamplePicture.Png(text: "微信公众平台\n认证审核通过");
}
