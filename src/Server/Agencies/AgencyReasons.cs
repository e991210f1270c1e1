using Guanwei.Rules;
using Guanwei.Server.Actions;

namespace Guanwei.Server.Agencies;

/// <summary>
/// What can stand against a change of the tree, beside the rules; the sentences are in Actions/Texts.resx.
/// </summary>
internal static class AgencyReasons
{
    public const string Step = "agency";

    public static Reason ParentMissing() => Of("AGENCY_PARENT_MISSING", "parent");

    public static Reason ParentUnknown() => Of("AGENCY_PARENT_UNKNOWN", "parent");

    public static Reason LevelAboveParent() => Of("AGENCY_LEVEL_ABOVE_PARENT", "level");

    public static Reason NotChosen(string field) => Of("AGENCY_NOT_CHOSEN", field);

    public static Reason Circle() => Of("AGENCY_CIRCLE", "parent");

    public static Reason SameParent() => Of("AGENCY_PARENT_SAME", "parent");

    public static Reason NameTaken(string name) => Of("AGENCY_NAME_TAKEN", "name", Argument.Text("name", name));

    public static Reason CodeTaken(string code) => Of("AGENCY_CODE_TAKEN", "credit-code", Argument.Text("code", code));

    public static Reason CodeAsked(string code) => Of("AGENCY_CODE_ASKED", "credit-code", Argument.Text("code", code));

    public static Reason MailDomain(string domain) => Of("AGENCY_MAIL_DOMAIN", "mail-domain", Argument.Text("domain", domain));

    public static Reason TooLong(string field, int most) => Of("TEXT_TOO_LONG", field, Argument.Number("most", most));

    public static Reason Own() => Of("AGENCY_OWN");

    public static Reason Closed() => Of("AGENCY_CLOSED");

    public static Reason Before(DateOnly day) => Of("AGENCY_CHANGE_TOO_EARLY", "from", Argument.Day("day", day));

    public static Reason Holds(string what, int count) =>
        Of("AGENCY_HOLDS", "", Argument.Term("what", "held", what), Argument.Number("count", count));

    public static Reason DayPast() => Of("AGENCY_DAY_PAST", "from");

    public static Reason HeirUnknown() => Of("AGENCY_HEIR_UNKNOWN", "parent");

    public static Reason HeirOutOfSight() => Of("AGENCY_HEIR_OUT_OF_SIGHT");

    public static Reason HeirSame() => Of("AGENCY_HEIR_SAME", "parent");

    public static Reason HeirBelow() => Of("AGENCY_HEIR_BELOW", "parent");

    public static Reason Waiting(AgencySuccessor plan) => Of(
        "AGENCY_REFORM_WAITING", "", Argument.Text("from", plan.FromName), Argument.Text("to", plan.ToName),
        Argument.Day("day", plan.Day));

    public static Reason ChoiceGone() => Of("AGENCY_CHOICE_GONE");

    public static Reason ChosenTwice(AgencySuccessor plan) => Of(
        "AGENCY_CHOICE_TAKEN", "", Argument.Text("to", plan.ToName), Argument.Day("day", plan.Day));

    public static Reason NothingWaits() => Of("AGENCY_NOTHING_WAITS");

    private static Reason Of(string code, string field = "", params Argument[] arguments) =>
        Refusals.Because(code, new Place(Step, field), arguments);
}
