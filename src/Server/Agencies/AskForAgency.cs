using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Guanwei.Rules;
using Guanwei.Server.Actions;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Agencies;

/// <summary>A visitor of the public form asks that their unit be taken in.</summary>
public static partial class AskForAgency
{
    public const string Verb = "agency.ask";

    /// <summary>
    /// Tells those who supervise the unit above; a job, because a visitor may write nothing but the request.
    /// </summary>
    public const string TellJob = "agency.request.tell";

    public const int LongestContact = 40;

    // Crockford's letters: none is mistaken for another on the telephone.
    private const string NumberLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int NumberLength = 8;

    /// <param name="Trap">A field that people do not see; programs fill it.</param>
    public sealed record Request(
        AgencyId Parent, AgencyEntry Entry, string? ContactName, string? ContactEmail, string Language, string? Trap);

    public sealed record Answer(AgencyRequestId Id, string Number);

    public static async Task<Outcome<Answer>> Run(Act act, Request request, CancellationToken cancel)
    {
        var entry = request.Entry.Tidied();
        var (wrong, rules) = EntryCheck.Of(entry, CodeNeed.Now, act.InForce, act.Today);
        var reasons = wrong.Concat(Contact(request)).ToList();
        // The visitor's scope shows no agency; that a unit stands in the tree is told by its own closure row.
        if (!await act.Db.Set<AgencyClosure>().AnyAsync(
            x => x.AncestorId == request.Parent && x.DescendantId == request.Parent, cancel))
        {
            reasons.Add(AgencyReasons.ParentUnknown());
        }
        if (await NewAgency.HolderOf(act, entry.CreditCode, cancel) is { } holder)
        {
            reasons.Add(holder.AgencyId is null
                ? AgencyReasons.CodeAsked(entry.CreditCode!)
                : AgencyReasons.CodeTaken(entry.CreditCode!));
        }
        if (reasons.Count > 0)
        {
            return new Refusal(reasons);
        }
        var asked = new AgencyRequest
        {
            Id = act.NewId<AgencyRequestId>(),
            AgencyId = request.Parent,
            Number = $"DW-{act.Today.Year}-{RandomNumberGenerator.GetString(NumberLetters, NumberLength)}",
            Name = entry.Name!,
            CreditCode = entry.CreditCode,
            Level = entry.Level!.Value,
            AgencyKind = entry.Kind!.Value,
            RegionCode = entry.RegionCode!,
            Vertical = entry.Vertical,
            MailDomain = entry.MailDomain,
            ContactName = request.ContactName!.Trim(),
            ContactEmail = request.ContactEmail!.Trim(),
            Language = request.Language,
            AskedAt = act.Now,
        };
        act.Touch(asked);
        act.Under(rules);
        act.Db.Add(asked);
        if (entry.CreditCode is { } code)
        {
            act.Db.Add(new AgencyCode { Code = code });
        }
        act.About(AgencyRequest.Kind, asked.Id, request.Parent, asked);
        act.Enqueue(TellJob, new { Request = asked.Id }, job => job.AgencyId = request.Parent);
        return new Answer(asked.Id, asked.Number);
    }

    /// <summary>Has the form of a number that an asker was given.</summary>
    public static bool IsNumber(string text) => Number().IsMatch(text);

    private static IEnumerable<Reason> Contact(Request request)
    {
        if (string.IsNullOrWhiteSpace(request.ContactName))
        {
            yield return Refusals.Because("CONTACT_NAME_MISSING", new Place("contact", "contact-name"));
        }
        else if (request.ContactName.Trim().Length > LongestContact)
        {
            yield return AgencyReasons.TooLong("contact-name", LongestContact);
        }
        if (!EntryCheck.IsAddress(request.ContactEmail?.Trim()))
        {
            yield return Refusals.Because("CONTACT_EMAIL_WRONG", new Place("contact", "contact-email"));
        }
        if (!string.IsNullOrEmpty(request.Trap))
        {
            yield return Refusals.Because("TRAP_FILLED", new Place("contact"));
        }
    }

    [GeneratedRegex($"^DW-[0-9]{{4}}-[{NumberLetters}]{{8}}$")]
    private static partial Regex Number();
}
