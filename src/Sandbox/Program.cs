using System.Text.Json;
using Guanwei.Sandbox;

await using var app = SandboxApp.Build(args);
await app.StartAsync();
// The first line is for the parent process: where the sandbox listens and which secrets its sides expect.
Console.WriteLine(JsonSerializer.Serialize(
    new { Address = app.Urls.Single(), Secrets = app.Services.GetRequiredService<Secrets>() },
    JsonSerializerOptions.Web));
if (app.Configuration.GetValue<bool>("stop-with-parent"))
    _ = StandardInput.StopAtEnd(app.Lifetime);
await app.WaitForShutdownAsync();
