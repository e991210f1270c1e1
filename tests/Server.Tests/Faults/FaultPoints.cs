using System.Diagnostics;
using System.Globalization;
using System.Runtime.Loader;
using Guanwei.Server.Tests.Faults;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore.Diagnostics;

#pragma warning disable CA1050 // The runtime looks for a class of this name in no namespace (DOTNET_STARTUP_HOOKS).
internal sealed class StartupHook
#pragma warning restore CA1050
{
    /// <summary>
    /// Called by the runtime before the server's Main: the server itself knows nothing of fault points.
    /// </summary>
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(FaultPoints.Variable) is { } orders)
        {
            // The silo looks through all assemblies; what this one refers to stands in the same folder but not in the
            // server's list.
            AssemblyLoadContext.Default.Resolving += (context, name) =>
                Path.Combine(AppContext.BaseDirectory, name.Name + ".dll") is var file && File.Exists(file)
                    ? context.LoadFromAssemblyPath(file)
                    : null;
            DiagnosticListener.AllListeners.Subscribe(new FaultPoints(orders));
        }
    }
}

namespace Guanwei.Server.Tests.Faults
{
    /// <summary>
    /// Inside a server under test: every statement and every commit, before and after, is a point at which the process
    /// may kill itself. Where it shall die stands in a file: "post commit 1" is before the first commit of a form that
    /// was sent, "post commit 2" right after it; "other any 7" is the seventh point outside of forms: jobs, timers, the
    /// start.
    /// </summary>
    internal sealed class FaultPoints(string orders) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        public const string Variable = "GUANWEI_FAULTS";

        private const string Request = "Microsoft.AspNetCore.Hosting.HttpRequestIn";
        private static readonly AsyncLocal<bool> inForm = new();
        private readonly string[] points =
        [
            RelationalEventId.CommandExecuting.Name!, RelationalEventId.CommandExecuted.Name!,
            RelationalEventId.TransactionCommitting.Name!, RelationalEventId.TransactionCommitted.Name!,
        ];

        private string[]? order;
        private int left;

        public static string Order(bool inForm, bool commitsOnly, int count) =>
            $"{(inForm ? "post" : "other")} {(commitsOnly ? "commit" : "any")} {count}";

        public void OnNext(DiagnosticListener listener)
        {
            if (listener.Name is DbLoggerCategoryName)
            {
                listener.Subscribe(this, (name, _, _) => Array.IndexOf(points, name) >= 0);
            }
            else if (listener.Name is "Microsoft.AspNetCore")
            {
                listener.Subscribe(this, (name, _, _) => name.StartsWith(Request, StringComparison.Ordinal));
            }
        }

        public void OnNext(KeyValuePair<string, object?> said)
        {
            if (Array.IndexOf(points, said.Key) >= 0)
            {
                Pass(said.Key);
            }
            else if (said.Value is HttpContext http)
            {
                inForm.Value = HttpMethods.IsPost(http.Request.Method);
            }
        }

        private void Pass(string point)
        {
            order ??= File.Exists(orders) ? File.ReadAllText(orders).Split(' ') : null;
            if (order is not [var flow, var kind, var count] || inForm.Value != (flow == "post")
                || (kind == "commit" && !point.Contains("Transaction", StringComparison.Ordinal)))
            {
                return;
            }
            var passed = Interlocked.Increment(ref left);
            if (passed == int.Parse(count, CultureInfo.InvariantCulture))
            {
                File.WriteAllText(orders + ".died", point);
                // SIGKILL: no handler runs, nothing is flushed.
                Process.GetCurrentProcess().Kill();
                Thread.Sleep(Timeout.Infinite);
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        private const string DbLoggerCategoryName = "Microsoft.EntityFrameworkCore";
    }
}
