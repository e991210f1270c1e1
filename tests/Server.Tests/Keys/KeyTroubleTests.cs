using System.Globalization;
using Guanwei.Server.Keys;

namespace Guanwei.Server.Tests.Keys;

public sealed class KeyTroubleTests
{
    [Theory]
    [InlineData("zh-CN", "[一-龥]")]
    [InlineData("en", "^[^一-龥]+$")]
    public void Every_trouble_with_keys_has_a_sentence_that_names_its_subject(string language, string script)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            Assert.All(Enum.GetValues<KeyTrouble>(), trouble =>
            {
                var sentence = new KeyException(trouble, "/keys/master.json").Sentence;
                Assert.Matches(script, sentence);
                Assert.Contains("/keys/master.json", sentence, StringComparison.Ordinal);
            });
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
