using Guanwei.Server.Agencies;

namespace Guanwei.Server.Storage;

/// <summary>
/// A row that belongs to one agency. Children carry the agency too: an unfiltered child leaks (measured).
/// </summary>
public interface IOfAgency
{
    AgencyId AgencyId { get; }
}

/// <summary>
/// A row of one agency that a third-party reviewer may see once the object it belongs to is assigned to them.
/// </summary>
public interface IAssignable : IOfAgency
{
    /// <summary>
    /// The object that is assigned; a column, because the filter compares it in the database: the root repeats its own
    /// id in it.
    /// </summary>
    Guid ObjectId { get; }
}

/// <summary>
/// A row that belongs to the whole installation. The reason says why no agency owns it; a test reads it.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class InstallationWideAttribute(string reason) : Attribute
{
    public string Reason { get; } = reason;
}

/// <summary>
/// A row that a visitor without a sign-in may add through a public form; they never see or change it afterwards.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AddedByVisitorsAttribute : Attribute;
