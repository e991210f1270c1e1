namespace Guanwei.Rules.Eligibility;

/// <summary>Is it said what the account is for?</summary>
internal static class PurposeCheck
{
    /// <summary>Checks that every required part of the purpose is filled in.</summary>
    internal static void Into(Inquiry inquiry, PurposeFacts purpose)
    {
        var required = inquiry.Ask("purpose.required");
        foreach (var part in required.Set.Where(part => !IsGiven(purpose, part)))
        {
            inquiry.Raise(required, new Place("purpose", part), null, Argument.Term("part", "purpose", part));
        }
    }

    private static bool IsGiven(PurposeFacts purpose, string part) => part switch
    {
        "account-type" => purpose.AccountType is not null,
        "audience" => !string.IsNullOrWhiteSpace(purpose.Audience),
        "columns" => !string.IsNullOrWhiteSpace(purpose.Columns),
        "frequency" => !string.IsNullOrWhiteSpace(purpose.Frequency),
        "answered-by" => !string.IsNullOrWhiteSpace(purpose.AnsweredBy),
        _ => throw new InvalidOperationException($"purpose.required names a part that no form has: {part}"),
    };
}
