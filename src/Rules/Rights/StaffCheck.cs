namespace Guanwei.Rules.Rights;

/// <summary>May these people run the account?</summary>
public static class StaffCheck
{
    private const string Step = "staff";

    /// <summary>Checks the pair of super administrators and the operator.</summary>
    /// <param name="staff">The people.</param>
    /// <param name="scope">Level, kind and region of the agency.</param>
    /// <param name="book">The rules.</param>
    /// <param name="day">The day in Beijing.</param>
    /// <param name="profile">The installation's profile.</param>
    public static Decision Check(StaffFacts staff, Scope scope, RuleBook book, DateOnly day, Profile profile)
    {
        var inquiry = new Inquiry(book, scope, day, profile);
        Into(inquiry, staff);
        return inquiry.Decide(staff);
    }

    internal static void Into(Inquiry inquiry, StaffFacts staff)
    {
        var min = inquiry.Ask("staff.supers.min");
        Super(inquiry, min, "a", staff.A);
        if (staff.B is not null || min.Whole > 1)
        {
            Super(inquiry, min, "b", staff.B);
        }

        if (staff.A is not null && staff.A.Key == staff.B?.Key)
        {
            inquiry.Raise(min, new Place(Step, "b"), ReasonCode.SupersSamePerson);
        }

        Operator(inquiry, staff);
    }

    private static void Super(Inquiry inquiry, Answer min, string role, StaffMember? person)
    {
        var name = Argument.Term("role", "role", role);
        if (person is null)
        {
            inquiry.Raise(min, new Place(Step, role), null, name, Argument.Number("min", min.Whole));
            return;
        }

        var allowed = inquiry.Ask("staff.supers.establishments");
        var establishment = Slug.Of(person.Establishment);
        if (!allowed.Set.Contains(establishment))
        {
            inquiry.Raise(allowed, new Place(Step, $"{role}.establishment"), null, name,
                Argument.Term("establishment", "establishment", establishment),
                Argument.Term("allowed", "establishment", allowed.Set));
        }

        Email(inquiry, new Place(Step, $"{role}.email"), name, person);
    }

    private static void Email(Inquiry inquiry, Place place, Argument name, StaffMember person)
    {
        var verified = inquiry.Ask("staff.supers.email-verified");
        if (string.IsNullOrWhiteSpace(person.Email))
        {
            inquiry.Raise(verified, place, ReasonCode.EmailMissing, name);
            return;
        }

        if (verified.Yes && person.EmailState != EmailState.Verified)
        {
            inquiry.Raise(verified, place, null, name);
        }

        var domains = inquiry.Ask("staff.email.public-domains");
        var domain = person.Email[(person.Email.LastIndexOf('@') + 1)..].Trim().ToLowerInvariant();
        if (domains.Set.Contains(domain))
        {
            inquiry.Raise(domains, place, null, name, Argument.Text("domain", domain));
        }
    }

    private static void Operator(Inquiry inquiry, StaffFacts staff)
    {
        var place = new Place(Step, "operator");
        var required = inquiry.Ask("staff.operator.required");
        if (required.Yes && staff.Operator is null)
        {
            inquiry.Raise(required, place);
        }

        var separate = inquiry.Ask("staff.operator.separate");
        if (separate.Yes && staff.Operator is { } person && (person.Key == staff.A?.Key || person.Key == staff.B?.Key))
        {
            inquiry.Raise(separate, place);
        }
    }
}
