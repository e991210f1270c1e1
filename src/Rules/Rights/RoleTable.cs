namespace Guanwei.Rules.Rights;

/// <summary>Role of a person on an account.</summary>
public enum AccountRole
{
    /// <summary>超级管理员.</summary>
    SuperAdministrator,

    /// <summary>运营组长.</summary>
    OperationsLead,

    /// <summary>内容编辑（小编）.</summary>
    ContentEditor,
}

/// <summary>What a right is about.</summary>
public enum RightArea
{
    /// <summary>消息管理.</summary>
    Messages,

    /// <summary>用户管理.</summary>
    Followers,

    /// <summary>开发配置.</summary>
    DeveloperSettings,
}

/// <summary>Which role has which right (权限等级对照表).</summary>
public sealed class RoleTable
{
    private readonly Answer answer;

    private RoleTable(Answer answer) => this.answer = answer;

    /// <summary>The table in force.</summary>
    /// <param name="book">The rules.</param>
    /// <param name="day">The day in Beijing.</param>
    /// <param name="profile">The installation's profile.</param>
    public static RoleTable Of(RuleBook book, DateOnly day, Profile profile) =>
        new(book.OfInstallation("rights.roles", day, profile));

    /// <summary>True if the role has the right; a role that is not in the table has none.</summary>
    public bool Allows(AccountRole role, RightArea area) =>
        answer.Table.Any(row => row["role"] == Slug.Of(role) && row.GetValueOrDefault(Slug.Of(area)) == "yes");

    /// <summary>The reason to refuse with, or empty if the role has the right.</summary>
    public Reason? Refusal(AccountRole role, RightArea area, Place place) =>
        Allows(role, area)
            ? null
            : Reason.From(answer, place, null,
                Argument.Term("role", "role", Slug.Of(role)), Argument.Term("area", "area", Slug.Of(area)));
}
