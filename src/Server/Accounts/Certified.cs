using Guanwei.Rules;
using Guanwei.Server.Agencies;
using Guanwei.Server.Storage;

namespace Guanwei.Server.Accounts;

/// <summary>What the registry takes over from a certified application.</summary>
/// <param name="Application">Its id.</param>
/// <param name="Agency">The host agency.</param>
/// <param name="Name">The name as certified.</param>
/// <param name="Type">Service account or subscription account.</param>
/// <param name="Day">The day WeChat's notice bears, in Beijing: the certificate's first.</param>
public sealed record Certified(Guid Application, AgencyId Agency, string Name, AccountType Type, DateOnly Day);

/// <summary>Reads it where the application is kept, in a later slice; named in Serve.cs.</summary>
public delegate Task<Certified?> ReadCertified(PlatformDb db, Guid application, CancellationToken cancel);
