using Guanwei.Server.Actions;
using Guanwei.Server.Agencies;
using Guanwei.Server.Applications;
using Guanwei.Server.Jobs;
using static Guanwei.Server.Tests.Applications.Applying;
using ApplicationId = Guanwei.Server.Applications.ApplicationId;

namespace Guanwei.Server.Tests.Applications;

public sealed class TheEmailCode
{
    [Fact]
    public async Task Verifies_the_address_it_was_sent_to_and_no_other()
    {
        await using var here = await Applying.Here();
        var id = await Drafted(here);
        await here.Verifies(id, StaffRole.A);
        Assert.NotNull((await here.Rows<StaffEntry>()).Single(x => x.Role == StaffRole.A).EmailVerifiedAt);

        await here.SavesStaff(id, "other@example.gov.cn");

        Assert.Null((await here.Rows<StaffEntry>()).Single(x => x.Role == StaffRole.A).EmailVerifiedAt);
    }

    [Fact]
    public async Task Is_over_after_fifteen_minutes()
    {
        await using var here = await Applying.Here();
        var id = await Drafted(here);
        await here.AsksForCode(id, StaffRole.A);
        var code = await here.Receives(id, StaffRole.A);

        here.House.Machine.Advance(EmailCode.Valid);

        Assert.Equal(["staff.a.code EMAIL_CODE_OVER"], Codes(await here.Confirms(id, StaffRole.A, code)));
    }

    [Fact]
    public async Task Is_void_after_five_wrong_tries_even_when_the_sixth_is_right()
    {
        await using var here = await Applying.Here();
        var id = await Drafted(here);
        await here.AsksForCode(id, StaffRole.A);
        var code = await here.Receives(id, StaffRole.A);
        var wrong = code == "000000" ? "111111" : "000000";

        for (var left = 4; left >= 0; left--)
        {
            Assert.Equal(new ConfirmEmail.Answer(false, left), (await here.Confirms(id, StaffRole.A, wrong)).Required);
        }
        Assert.Equal(["staff.a.code EMAIL_CODE_OVER"], Codes(await here.Confirms(id, StaffRole.A, code)));
    }

    [Fact]
    public async Task Is_sent_to_the_agencys_own_domain_alone_where_one_is_known()
    {
        await using var here = await Applying.Here();
        var id = await Drafted(here);
        await here.House.Do<int>(Actor.System("test"), "test.domain", async act =>
        {
            (await act.Db.FindAsync<Agency>(here.County.Id))!.MailDomain = "yangli.gov.cn";
            return 1;
        });

        Assert.Equal(["staff.a.email EMAIL_OTHER_DOMAIN"], Codes(await here.AsksForCode(id, StaffRole.A)));
        await here.SavesStaff(id, "a@fake-yangli.gov.cn");
        Assert.Equal(["staff.a.email EMAIL_OTHER_DOMAIN"], Codes(await here.AsksForCode(id, StaffRole.A)));
        await here.SavesStaff(id, "A@Yangli.gov.cn");
        Assert.True((await here.AsksForCode(id, StaffRole.A)).Required);
    }

    [Fact]
    public async Task Is_not_sent_twice_within_a_minute()
    {
        await using var here = await Applying.Here();
        var id = await Drafted(here);
        await here.AsksForCode(id, StaffRole.A);

        Assert.Equal(["staff.a.email EMAIL_CODE_TOO_SOON"], Codes(await here.AsksForCode(id, StaffRole.A)));
        here.House.Machine.Advance(EmailCode.Pause);
        Assert.True((await here.AsksForCode(id, StaffRole.A)).Required);
    }

    [Fact]
    public async Task Stands_in_no_job_and_no_row()
    {
        await using var here = await Applying.Here();
        var id = await Drafted(here);
        await here.AsksForCode(id, StaffRole.A);
        var code = await here.Receives(id, StaffRole.A);

        var job = Assert.Single(await here.Rows<Job>());
        Assert.Equal(SendEmailCode.Job, job.Kind);
        Assert.DoesNotContain(code, job.Payload, StringComparison.Ordinal);
        Assert.DoesNotContain("example.gov.cn", job.Payload, StringComparison.Ordinal);
        Assert.Equal(16, Assert.Single(await here.Rows<EmailCode>()).Digest!.Length);
    }

    [Fact]
    public async Task And_the_mobile_number_is_sealed()
    {
        await using var here = await Applying.Here();
        await Drafted(here);

        var entry = (await here.Rows<StaffEntry>()).Single(x => x.Role == StaffRole.A);

        Assert.DoesNotContain("13800000001", System.Text.Encoding.UTF8.GetString(entry.Mobile!), StringComparison.Ordinal);
        Assert.Equal("13800000001", entry.OpenMobile(here.House.InForce.Current.Keys));
    }

    private static async Task<ApplicationId> Drafted(Applying here)
    {
        var id = await here.Starts();
        await here.SavesStaff(id);
        return id;
    }
}
