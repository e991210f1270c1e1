namespace Guanwei.Server.Applications;

/// <summary>The steps of the form, by the names that the rules call them, and where each is filled in.</summary>
public static class FormSteps
{
    public const string Agency = "agency";
    public const string Purpose = "purpose";
    public const string Name = "name";
    public const string Staff = "staff";
    public const string Documents = "documents";
    public const string Submission = "submission";

    /// <summary>
    /// In the order of the form. Staff and documents are two pages of the fourth step: one is typed, one uploaded.
    /// </summary>
    public static readonly IReadOnlyList<string> All = [Agency, Purpose, Name, Staff, Documents];

    public static string List => "/applications";

    public static string Timeline(ApplicationId id) => $"/applications/{id}";

    public static string? PathOf(ApplicationId id, string step) => All.Contains(step) ? $"/applications/{id}/{step}" : null;

    public static string SubmitPath(ApplicationId id) => $"/applications/{id}/submit";

    /// <summary>Where the form goes on after a step.</summary>
    public static string After(ApplicationId id, string step) => All[^1] == step
        ? SubmitPath(id)
        : $"/applications/{id}/{All[All.ToList().IndexOf(step) + 1]}";
}
