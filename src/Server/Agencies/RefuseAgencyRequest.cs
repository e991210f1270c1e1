using Guanwei.Rules;
using Guanwei.Server.Actions;
using Guanwei.Server.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Agencies;

/// <summary>A supervisor does not take the asking unit in, and says why; the words go to the asker by e-mail.</summary>
public static class RefuseAgencyRequest
{
    public const string Verb = "agency.refuse";

    /// <summary>Writes to the asker.</summary>
    public const string AnswerJob = "agency.request.answer";

    public const int LongestWords = 500;

    public sealed record Request(AgencyRequestId Id, int Version, string? Words);

    public static async Task<Outcome<AgencyRequestId>> Run(Act act, Request request, CancellationToken cancel)
    {
        var asked = await act.Db.Set<AgencyRequest>().SingleOrDefaultAsync(x => x.Id == request.Id, cancel);
        if (asked is null)
        {
            return Refusals.NotFound();
        }
        var words = request.Words?.Trim() ?? "";
        if (words.Length is 0 or > LongestWords)
        {
            return Refusal.Of(words.Length == 0
                ? Refusals.Because("WORDS_MISSING", new Place("answer", "words"))
                : AgencyReasons.TooLong("words", LongestWords));
        }
        if (await AgencyRequest.Table.Make(act, asked, request.Version, new Said([], words), cancel) is { } refusal)
        {
            return refusal;
        }
        asked.Words = words;
        // The code is free again: the refused may ask once more, elsewhere or better.
        if (await NewAgency.HolderOf(act, asked.CreditCode, cancel) is { AgencyId: null } code)
        {
            act.Db.Remove(code);
        }
        act.Enqueue(AnswerJob, new { Request = asked.Id });
        return asked.Id;
    }
}
