using System.Text.RegularExpressions;
using Guanwei.Rules;
using Guanwei.Samples;
using Guanwei.Server.People;
using Guanwei.Server.Tests.Agencies;
using Guanwei.Server.Tests.Applications;
using Guanwei.Server.Tests.Given;

namespace Guanwei.Server.Tests.Faults;

/// <summary>One form of the main job: who fills it in, on which page, and where it goes.</summary>
/// <param name="Home">A page that shows a form token also after this was done.</param>
internal sealed record Step(
    Clerk By, string Page, string Path, Dictionary<string, string> Fields, Attachment? File = null, string Home = "/")
{
    /// <summary>Its mail, its notices, its account are work that is done after the answer.</summary>
    public bool LeavesJobs { get; init; }

    /// <summary>The fields once more, where what was typed is good for a moment only.</summary>
    public Func<Task<Dictionary<string, string>>>? Anew { get; init; }
}

/// <summary>
/// The main job as people do it, from the first officer's link to the open account. Between two steps it reads and
/// waits.
/// </summary>
internal sealed partial class Journey(Site site, string firstLink) : IDisposable
{
    /// <summary>Where visitors get a form token.</summary>
    public const string SignIn = "/sign-in";

    private const string Province = "样例省政务服务局";
    private const string County = "样例县民政局";
    private const string Factor = "/account/second-factor";

    private readonly List<Clerk> everybody = [];
    private string application = "";

    public async IAsyncEnumerable<Step> Steps()
    {
        var officer = NewClerk("sunli@example.gov.cn");
        yield return Accepts(officer, firstLink, "孙立");
        await officer.SignsIn();
        yield return new(officer, Factor, Factor, [], Home: Factor);
        yield return new(officer, Factor, Factor + "/confirm", await Code(), Home: Factor) { Anew = Code };
        yield return Enters(officer, Province, "");
        yield return Enters(officer, County, Province);

        var (supervisor, applicant, third) =
            (NewClerk("zhoumin@example.gov.cn"), NewClerk("liqing@example.gov.cn"), NewClerk("zhenghe@example.org.cn"));
        yield return await Invites(officer, third, "third-party-reviewer", "");
        yield return Accepts(third, await LinkTo(third), "郑核");
        await third.SignsIn();
        yield return await Invites(officer, supervisor, "supervisor", Province);
        yield return Accepts(supervisor, await LinkTo(supervisor), "周敏");
        await supervisor.SignsIn();
        yield return await Invites(supervisor, applicant, "applicant", County);
        yield return Accepts(applicant, await LinkTo(applicant), "李青");
        await applicant.SignsIn();

        await foreach (var step in FillsIn(applicant))
        {
            yield return step;
        }
        var review = $"/review/{application}";
        yield return Of(applicant, "submit", []) with { LeavesJobs = true };
        yield return new(supervisor, review, review + "/return", new() { ["codes"] = "SEAL_UNCLEAR", ["words"] = "公章不清晰" })
        {
            LeavesJobs = true,
        };
        yield return Attaches(applicant, Applying.CountyDocuments[1], "重新盖章");
        yield return Of(applicant, "submit", []);
        var reviewer = Choice(await supervisor.Reads(review), "third-party", "郑核");
        yield return new(supervisor, review, review + "/approve", new() { ["words"] = "同意", ["third-party"] = reviewer });
        var today = Time.Clock.DayOf(TimeProvider.System.GetUtcNow());
        var evidence = new Attachment("evidence", SamplePicture.Jpeg(text: "认证通过"));
        yield return Of(third, "certification", new() { ["day"] = $"{today:yyyy-MM-dd}" }) with { File = evidence, LeavesJobs = true };

        async Task<Dictionary<string, string>> Code() => new() { ["code"] = CodeOf(await officer.Reads(Factor)) };
    }

    private async IAsyncEnumerable<Step> FillsIn(Clerk applicant)
    {
        yield return new(applicant, "/applications/new", "/applications/new", Applying.ForGoodFields);
        application = Application().Match(await applicant.Reads("/applications")).Groups[1].Value;
        yield return Of(applicant, "agency", new() { ["credit-code"] = Applying.CreditCode });
        yield return Of(applicant, "purpose", new()
        {
            ["account-type"] = "service", ["audience"] = "县内居民", ["columns"] = "政策、办事", ["frequency"] = "每周三次",
            ["answered-by"] = "办公室",
        });
        yield return Of(applicant, "name", new() { ["name"] = "样例民政" });
        yield return Of(applicant, "staff", new()
        {
            ["a.name"] = "王一", ["a.establishment"] = "civil-servant", ["a.email"] = "a@example.gov.cn", ["a.mobile"] = "13800000001",
            ["b.name"] = "赵二", ["b.establishment"] = "civil-servant", ["b.email"] = "b@example.gov.cn",
            ["operator.name"] = "钱三", ["operator.establishment"] = "contract",
        });
        foreach (var role in (string[])["a", "b"])
        {
            yield return Of(applicant, "staff", [], $"staff/{role}/code") with { LeavesJobs = true };
            var code = SixDigits().Match(await MailTo($"{role}@example.gov.cn")).Value;
            yield return Of(applicant, "staff", new() { ["code"] = code }, $"staff/{role}/confirm");
        }
        foreach (var kind in Applying.CountyDocuments)
        {
            yield return Attaches(applicant, kind, Slug.Of(kind));
        }
    }

    private Step Attaches(Clerk applicant, Guanwei.Rules.Documents.DocumentKind kind, string text) =>
        Of(applicant, "documents", new() { ["kind"] = Slug.Of(kind) }) with
        {
            File = new("file", SamplePicture.Jpeg(text: text)),
        };

    private Step Of(Clerk who, string page, Dictionary<string, string> fields, string? action = null) =>
        new(who, $"/applications/{application}/{page}", $"/applications/{application}/{action ?? page}", fields);

    private static Step Accepts(Clerk who, string link, string name) => new(who, SignIn, link, new()
    {
        ["name"] = name, ["email"] = who.Email, ["password"] = Staff.Password, ["again"] = Staff.Password,
    }, Home: SignIn);

    private static Step Enters(Clerk officer, string name, string parent)
    {
        var form = TheAgencyPages.Form(name, parent);
        form["level"] = parent.Length == 0 ? "provincial" : "county";
        return new(officer, "/agencies/new", "/agencies/new", form);
    }

    private static async Task<Step> Invites(Clerk host, Clerk guest, string role, string agency)
    {
        const string page = "/people/invite";
        var at = agency.Length == 0 ? "" : Choice(await host.Reads(page), "agency", agency);
        return new(host, page, page, new() { ["role"] = role, ["agency"] = at, ["email"] = guest.Email }) { LeavesJobs = true };
    }

    private Clerk NewClerk(string email)
    {
        var clerk = new Clerk(site.NewBrowser(), email);
        everybody.Add(clerk);
        return clerk;
    }

    private async Task<string> LinkTo(Clerk guest) => Invitation().Match(await MailTo(guest.Email)).Value;

    /// <summary>
    /// The last mail to the address once all that was left to be done is done: a job that was killed sends a second
    /// one. A mail is named by an id, and ids are in the order of time.
    /// </summary>
    private async Task<string> MailTo(string address)
    {
        await site.Settles();
        var mails = Directory.GetFiles(Path.Combine(site.Data, "mail", "new")).OrderDescending()
            .Select(file => MimeKit.MimeMessage.Load(file));
        return mails.First(mail => mail.To.ToString() == address).TextBody!;
    }

    /// <summary>Of a phone whose clock is half a minute fast: good for longest.</summary>
    private static string CodeOf(string page) => Totp.CodeAt(
        Seed().Match(page).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal), TimeProvider.System.GetUtcNow() + Totp.Step);

    private static string Choice(string html, string field, string words)
    {
        var select = Regex.Match(html, $"<select[^>]* name=\"{field}\".*?</select>", RegexOptions.Singleline).Value;
        var option = Regex.Match(select, $"<option value=\"([^\"]+)\"[^>]*>[^<]*{words}");
        Assert.True(option.Success, $"No {words} to choose for {field}: {select}");
        return option.Groups[1].Value;
    }

    public void Dispose() => everybody.ForEach(clerk => clerk.Dispose());

    [GeneratedRegex("/applications/([a-z]{2}_[0-9a-z]+)")]
    private static partial Regex Application();

    [GeneratedRegex("/invitation/[0-9a-f]{32}")]
    private static partial Regex Invitation();

    [GeneratedRegex("<code>([A-Z2-7 ]{39})</code>")]
    private static partial Regex Seed();

    [GeneratedRegex(@"(?<!\d)\d{6}(?!\d)")]
    private static partial Regex SixDigits();
}
