using System.CommandLine;
using Guanwei.Server.Demo;
using DemoTexts = Guanwei.Server.Demo.Texts;

namespace Guanwei.Server.Hosting.Commands;

/// <summary>`guanwei demo reset`: the demo as it was on its first day. It never touches a real installation.</summary>
public static class DemoWord
{
    public static Command Word(GlobalOptions options)
    {
        var reset = new Command("reset", DemoTexts.Say("Command.Reset"));
        reset.SetAction((parsed, cancel) => ResetDemo.Run(options.Read(parsed), cancel));
        return new Command("demo", DemoTexts.Say("Command.Demo")) { reset };
    }
}
