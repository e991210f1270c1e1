using Guanwei.Rules.Certification;
using Guanwei.Server.Applications;
using static Guanwei.Server.Tests.Applications.Applying;

namespace Guanwei.Server.Tests.Applications;

public sealed class TheCertification
{
    [Fact]
    public async Task Fails_with_a_cause_is_tried_again_and_succeeds()
    {
        await using var here = await Applying.Here();
        var id = await here.HasSubmitted();
        _ = (await here.Approves(id)).Required;

        _ = (await here.Fails(id, "CERTIFICATION_AMOUNT_WRONG")).Required;
        Assert.Equal(ApplicationState.CertificationFailed, (await here.Stored(id)).State);
        _ = (await here.Retries(id)).Required;
        _ = (await here.Certifies(id)).Required;

        var records = (await here.Rows<CertificationRecord>()).OrderBy(x => x.Id.Value).ToList();
        Assert.Equal([CertificationOutcome.Failed, CertificationOutcome.Certified], records.Select(x => x.Outcome));
        Assert.Equal("CERTIFICATION_AMOUNT_WRONG", records[0].FailureCode);
        Assert.Equal(("GUIDE-VALID@1", new DateOnly(2027, 11, 23)), (records[1].TermRule, records[1].LastDay));
    }

    [Fact]
    public async Task Needs_a_cause_from_the_rules_list_and_words_where_the_cause_is_another()
    {
        await using var here = await Applying.Here();
        var id = await here.HasSubmitted();
        _ = (await here.Approves(id)).Required;

        Assert.Equal(["certification.code CAUSE_MISSING"], Codes(await here.Fails(id, null)));
        Assert.Equal(["certification.code CAUSE_MISSING"], Codes(await here.Fails(id, "DOCUMENT_TOO_LARGE")));
        Assert.Equal(["certification.words CAUSE_WORDS_MISSING"], Codes(await here.Fails(id, "CERTIFICATION_OTHER")));
    }

    [Fact]
    public async Task Needs_evidence_and_a_possible_day()
    {
        await using var here = await Applying.Here();
        var id = await here.HasSubmitted();
        _ = (await here.Approves(id)).Required;
        var today = here.House.Clock.Today;

        Assert.Equal(["certification.evidence EVIDENCE_MISSING"], Codes(await here.Certifies(id, evidence: false)));
        Assert.Equal(["certification.day DAY_IN_FUTURE"], Codes(await here.Certifies(id, today.AddDays(1))));
        Assert.Equal(["certification.day DAY_BEFORE_SUBMISSION"], Codes(await here.Certifies(id, today.AddDays(-1))));
    }

    [Fact]
    public async Task Is_recorded_by_the_third_party_once_one_is_charged_with_it()
    {
        await using var here = await Applying.Here();
        var reviewer = await here.House.Person("third-party-reviewer", name: "陈八");
        var stranger = await here.House.Person("third-party-reviewer", name: "褚九");
        var id = await here.HasSubmitted();
        var third = (await ThirdParty.InForce(here.House.Databases, here.House.Clock.Today, default))
            .Single(x => x.Appointment == reviewer.Appointment);
        _ = (await here.Approves(id, third: third)).Required;

        Assert.Equal(["decision RECORDED_BY_OTHERS"], Codes(await here.Certifies(id)));
        Assert.Equal(["NOT_FOUND"], Codes(await here.Certifies(id, by: stranger)));
        _ = (await here.Certifies(id, by: reviewer)).Required;
    }

    [Fact]
    public async Task Of_a_leap_day_ends_on_the_last_of_february()
    {
        Assert.Equal(new DateOnly(2029, 2, 28), CertificateTerm.Of(new DateOnly(2028, 2, 29), 1).LastDay);
        await using var here = await Applying.Here();
        var id = await here.HasSubmitted();
        _ = (await here.Approves(id)).Required;
        here.House.Machine.SetUtcNow(new DateTimeOffset(2028, 3, 1, 2, 0, 0, TimeSpan.Zero));

        Assert.Equal(new DateOnly(2029, 2, 28), (await here.Certifies(id, new DateOnly(2028, 2, 29))).Required);
    }
}
