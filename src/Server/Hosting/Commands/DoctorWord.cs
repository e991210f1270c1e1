using System.CommandLine;
using Guanwei.Server.Doctor;

namespace Guanwei.Server.Hosting.Commands;

/// <summary>What is well with an installation and what is not. Exit code 1 when something fails.</summary>
public static class DoctorWord
{
    public static Command Word(GlobalOptions options)
    {
        var command = new Command("doctor", Finding.Say("Doctor.Description"));
        command.SetAction(async (parsed, stop) =>
        {
            var invocation = options.Read(parsed);
            await using var offline = Offline.Open(invocation);
            var findings = await Examination.Run(offline, stop);
            return Answer(findings).Print(invocation.Json, invocation.Output, invocation.Output);
        });
        return command;
    }

    private static Answer Answer(IReadOnlyList<Finding> findings)
    {
        List<string> lines = [];
        foreach (var finding in findings)
        {
            lines.Add($"[{Finding.Say($"Level.{finding.Level}")}] {finding.Sentence}");
            if (finding.Remedy is not null)
            {
                lines.Add($"       {finding.Remedy}");
            }
        }
        var (warned, failed) = (findings.Count(x => x.Level is Level.Warn), findings.Count(x => x.Level is Level.Fail));
        lines.Add(Finding.Say("Doctor.Sum", findings.Count, warned, failed));
        var facts = findings.Select(finding => new
        {
            finding.Check,
            Level = finding.Level.ToString().ToLowerInvariant(),
            finding.Sentence,
            finding.Remedy,
        });
        return failed > 0 ? Hosting.Answer.Refused(lines, facts) : new Answer(ExitCode.Ok, lines, facts);
    }
}
