using Guanwei.Rules;
using Guanwei.Rules.Naming;
using Guanwei.Server.Actions;
using Guanwei.Server.Deadlines;
using Guanwei.Server.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Accounts;

/// <summary>
/// A certified application becomes an account in the registry, with the day its certificate ends. Safe to repeat: an
/// application opens one account.
/// </summary>
public static class OpenAccount
{
    public const string Verb = "account.open";

    /// <summary>Kind of the job that hears "application.certified".</summary>
    public const string JobKind = "account.open";

    /// <summary>Kind of the deadline by which the certificate must be renewed.</summary>
    public const string Certificate = "certificate";

    private sealed record Heard(string Id);

    /// <summary>The handler of the happening; where applications are kept is said in Serve.cs.</summary>
    public static InsideWork Hearing(ReadCertified read) => async (act, job, cancel) =>
    {
        if (!Guid.TryParse(job.Read<Heard>().Id, out var application) || await read(act.Db, application, cancel) is not { } certified)
        {
            return Refusals.NotFound();
        }
        return await Run(act, certified, cancel) is Outcome<AccountId>.Refused refused ? new Refusal(refused.Reasons) : null;
    };

    public static async Task<Outcome<AccountId>> Run(Act act, Certified certified, CancellationToken cancel)
    {
        var accounts = act.Db.Set<Account>();
        if (await accounts.SingleOrDefaultAsync(x => x.ApplicationId == certified.Application, cancel) is { } there)
        {
            act.About(Account.Kind, there.Id, there.AgencyId, there);
            return there.Id;
        }
        var skeleton = NameKeys.Clean(certified.Name);
        if (await accounts.AnyAsync(x => x.NameSkeleton == skeleton && x.State == AccountState.Open, cancel))
        {
            return Refusal.Of(Refusals.Because("ACCOUNT_NAME_TAKEN", default, Argument.Text("name", certified.Name)));
        }
        var account = new Account
        {
            Id = act.NewId<AccountId>(),
            // Two at once: the unique key refuses the second, which is retried on fresh data.
            Key = (await accounts.MaxAsync(x => (int?)x.Key, cancel) ?? 0) + 1,
            AgencyId = certified.Agency,
            Name = certified.Name,
            NameSkeleton = skeleton,
            Type = certified.Type,
            CertifiedOn = certified.Term.From,
            CertificateExpires = certified.Term.LastDay,
            ApplicationId = certified.Application,
            OpenedAt = act.Now,
        };
        act.Touch(account);
        act.Under([certified.TermRule]);
        act.Db.Add(account);
        act.Db.Add(new Deadline
        {
            Id = act.NewId<DeadlineId>(),
            AgencyId = account.AgencyId,
            ObjectKind = Account.Kind,
            ObjectId = account.Id.Value,
            Kind = Certificate,
            Rule = certified.TermRule,
            Started = act.Now,
            // A calendar term: its end hangs on no working-day calendar.
            Calendar = "",
            Due = certified.Term.EndsAt,
        });
        act.About(Account.Kind, account.Id, account.AgencyId, account);
        act.Happen("account.opened", account.Id);
        return account.Id;
    }
}
