using Microsoft.AspNetCore.Http.HttpResults;

namespace Guanwei.Server.Ui;

/// <summary>Every component in every state on one page, for eyes, screenshots and axe. Development only.</summary>
public static class StyleguideRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/styleguide").AllowAnonymous();
        group.MapGet("", (string? actor, ShellState shell) =>
        {
            if (actor is not null)
            {
                shell.Actor = new("周敏", "主管部门审核员", "示例省政务服务局", _ => false, Unread: 3);
                shell.Demo = true;
            }
            return new RazorComponentResult<Styleguide>();
        });
        group.MapPost("", (HttpRequest request) => request.Form["name"] == ""
            ? Answers.Refuse<Styleguide>(Styleguide.Refused)
            : Answers.Done("/styleguide"));
        group.MapPost("/file", async (HttpRequest request) =>
        {
            var file = (await request.ReadFormAsync()).Files.GetFile("file");
            return file is { Length: > 0 }
                ? Answers.Done("/styleguide")
                : Answers.Refuse<Styleguide>(Styleguide.NoFile);
        });
        group.MapGet("/crash", void () => throw new InvalidOperationException("The styleguide's own crash"));
    }
}
