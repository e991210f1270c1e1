using Guanwei.Rules;
using Guanwei.Rules.Certification;
using Guanwei.Server.Agencies;
using Guanwei.Server.Storage;

namespace Guanwei.Server.Accounts;

/// <summary>What the registry takes over from a certified application.</summary>
/// <param name="Application">Its id.</param>
/// <param name="Agency">The host agency.</param>
/// <param name="Name">The name as certified.</param>
/// <param name="Type">Service account or subscription account.</param>
/// <param name="Term">The certificate's days, as recorded with the certification.</param>
/// <param name="TermRule">"id@version" of the rule that gave its length.</param>
public sealed record Certified(
    Guid Application, AgencyId Agency, string Name, AccountType Type, CertificateTerm Term, string TermRule);

/// <summary>Reads it where the application is kept, in a later slice; named in Serve.cs.</summary>
public delegate Task<Certified?> ReadCertified(PlatformDb db, Guid application, CancellationToken cancel);
