using System.CommandLine;
using Guanwei.Server.Audit;

namespace Guanwei.Server.Hosting.Commands;

public static class AuditWord
{
    public static Command Word(GlobalOptions options)
    {
        var file = new Option<string?>("--checkpoints") { HelpName = "FILE", Description = Texts.Say("Audit.Checkpoints") };
        var verify = new Command("verify", Texts.Say("Audit.Verify")) { file };
        verify.SetAction(async (parsed, cancel) =>
        {
            var invocation = options.Read(parsed);
            var answer = await VerifyCommand.Run(invocation, parsed.GetValue(file), cancel);
            return answer.Print(invocation.Json, invocation.Output, invocation.Error);
        });
        return new Command("audit", Texts.Say("Audit.Description")) { verify };
    }
}
