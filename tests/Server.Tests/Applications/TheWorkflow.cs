using Guanwei.Server.Applications;

namespace Guanwei.Server.Tests.Applications;

public sealed class TheWorkflow
{
    [Fact]
    public void Leads_out_of_every_state_but_the_last_ones()
    {
        ApplicationState[] ends = [ApplicationState.Certified, ApplicationState.Rejected, ApplicationState.Withdrawn];
        var starts = OpeningWorkflow.Table.Lines.Select(line => line.From).Distinct();
        Assert.Equal(Enum.GetValues<ApplicationState>().Except(ends).Order(), starts.Order());
    }
}
