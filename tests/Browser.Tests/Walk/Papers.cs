using System.Text;
using Guanwei.Samples;

namespace Guanwei.Browser.Tests.Walk;

/// <summary>What an applicant has scanned: real files, drawn here, each unlike the others.</summary>
internal static class Papers
{
    public static byte[] AgencyList { get; } = Encoding.UTF8.GetBytes($"""
        单位全称,统一社会信用代码,单位层级,主体性质,行政区划代码,上级主管单位
        样例县住房和城乡建设局,114208810113524667,区县级,行政机关,420881,{WalkedInstallation.Province}
        """);

    public static byte[] Certificate { get; } = SamplePicture.Jpeg(text: "统一社会信用代码证书\n样例县民政局");

    public static byte[] Form { get; } = SamplePdf.Pages(2, "政务微信账号开设申请表\n样例县民政局");

    public static byte[] UnclearForm { get; } = SamplePdf.Pages(1, "政务微信账号开设申请表");

    public static byte[] IdFront { get; } = SamplePicture.Png(856, 540, "身份证人像面");

    public static byte[] IdBack { get; } = SamplePicture.Png(856, 540, "身份证国徽面");

    public static byte[] Approval { get; } = SamplePdf.Pages(1, "关于设立样例县民政局的批复");

    public static byte[] Notice { get; } = SamplePicture.Png(text: "微信公众平台\n认证审核通过");
}
