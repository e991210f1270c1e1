using System.Globalization;
using System.Resources;
using Guanwei.Server.Files;
using Guanwei.Vision;

namespace Guanwei.Server.Tests.Files;

public sealed class TheWordsOfRefusedFiles
{
    private static readonly ResourceManager Words = new(typeof(Texts));

    public static TheoryData<string> Codes =>
    [
        .. Enum.GetValues<FindingCode>().Select(InspectionReasons.CodeOf), Inspector.FailedCode, InspectionReasons.NoRoomCode,
        InspectionReasons.ChangedCode, InspectionReasons.NotAcceptedCode, InspectionReasons.PurposeUnknownCode,
        InspectionReasons.TakenCode, InspectionReasons.MissingCode,
    ];

    [Theory, MemberData(nameof(Codes))]
    public void Every_code_has_a_sentence_and_a_remedy_in_both_languages(string code)
    {
        var neutral = Words.GetResourceSet(CultureInfo.InvariantCulture, true, false)!;
        var english = Words.GetResourceSet(CultureInfo.GetCultureInfo("en"), true, false)!;
        foreach (var set in new[] { neutral, english })
        {
            Assert.False(string.IsNullOrWhiteSpace(set.GetString(code)), $"{code} has no sentence");
            Assert.False(string.IsNullOrWhiteSpace(set.GetString(code + ".remedy")), $"{code} has no remedy");
        }
        Assert.NotEqual(neutral.GetString(code), english.GetString(code));
    }
}
