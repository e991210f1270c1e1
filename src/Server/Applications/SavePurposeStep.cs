using Guanwei.Rules;
using Guanwei.Server.Actions;

namespace Guanwei.Server.Applications;

/// <summary>Step 2: what the account is for (职能定位), and its type.</summary>
public static class SavePurposeStep
{
    public const string Verb = "application.save-purpose";

    public sealed record Request(
        ApplicationId Id, int Version, AccountType? AccountType, string? Audience, string? Columns, string? Frequency,
        string? AnsweredBy);

    public static async Task<Outcome<int>> Run(Act act, Request request, CancellationToken cancel)
    {
        var (application, refusal) = await Editing.Open(act, request.Id, request.Version, cancel);
        if (application is null)
        {
            return refusal!;
        }
        var reasons = Refusal.Of([
            .. Editing.TooLong("purpose", "audience", request.Audience, Editing.Paragraph),
            .. Editing.TooLong("purpose", "columns", request.Columns, Editing.Paragraph),
            .. Editing.TooLong("purpose", "frequency", request.Frequency, Editing.Line),
            .. Editing.TooLong("purpose", "answered-by", request.AnsweredBy, Editing.Line)]);
        if (reasons.Reasons.Count > 0)
        {
            return reasons;
        }
        application.AccountType = request.AccountType;
        application.Audience = Editing.Trimmed(request.Audience);
        application.Columns = Editing.Trimmed(request.Columns);
        application.Frequency = Editing.Trimmed(request.Frequency);
        application.AnsweredBy = Editing.Trimmed(request.AnsweredBy);
        application.PurposeSavedAt = act.Now;
        return application.Version;
    }
}
