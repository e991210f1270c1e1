using Guanwei.Server.Applications;
using Guanwei.Server.People;

namespace Guanwei.Server.Tests.Applications;

public sealed class TheWorkflow
{
    [Fact]
    public void Stands_in_the_documentation_as_it_is()
    {
        var page = File.ReadAllText(Path.Combine(Root(), "docs", "workflows.md")).ReplaceLineEndings("\n");
        Assert.Contains(OpeningWorkflow.Table.Print().ReplaceLineEndings("\n"), page, StringComparison.Ordinal);
    }

    [Fact]
    public void Leads_out_of_every_state_but_the_last_ones()
    {
        ApplicationState[] ends = [ApplicationState.Certified, ApplicationState.Rejected, ApplicationState.Withdrawn];
        var starts = OpeningWorkflow.Table.Lines.Select(line => line.From).Distinct();
        Assert.Equal(Enum.GetValues<ApplicationState>().Except(ends).Order(), starts.Order());
    }

    [Fact]
    public void Every_verb_is_a_right_of_each_role_that_stands_beside_it()
    {
        var roles = RoleTable.Load();
        Assert.All(OpeningWorkflow.Table.Lines, line =>
            Assert.All(line.Roles, role => Assert.True(roles.Allows(role, line.Verb), $"{role} may not {line.Verb}")));
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Guanwei.slnx")))
            {
                return folder.FullName;
            }
        }
        throw new DirectoryNotFoundException("The tests look for the documentation above their own folder.");
    }
}
