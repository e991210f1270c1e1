namespace Guanwei.Sandbox;

/// <summary>One call from its arrival to its answer, with the fault that was ordered for it.</summary>
internal static class Exchange
{
    public static async Task Serve(IOtherSide side, HttpContext http, Faults faults, Traffic traffic)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        var fault = faults.Take(side.Name);
        if (fault is { Kind: FaultKind.Latency })
            await Task.Delay(fault.Milliseconds, http.RequestAborted);

        var reply = fault?.Kind switch
        {
            FaultKind.ServerError => new Reply(StatusCodes.Status500InternalServerError, new { }),
            FaultKind.RateLimited => side.RateLimited,
            FaultKind.TooManyRequests => new Reply(StatusCodes.Status429TooManyRequests, new { }),
            FaultKind.BadSignature => side.BadSignature,
            _ => side.Judge(http.Request, body),
        };
        traffic.Note(side.Name, http.Request.Path + http.Request.QueryString, body, reply, fault?.Kind);
        if (fault is { Kind: FaultKind.AcceptThenHang })
        {
            await Silence(fault, http);
            return;
        }
        http.Response.StatusCode = reply.Status;
        await http.Response.WriteAsJsonAsync(reply.Body, http.RequestAborted);
    }

    // Until the caller gives up, or the connection breaks after the time asked for.
    private static async Task Silence(Fault fault, HttpContext http)
    {
        var patience = fault.Milliseconds > 0
            ? TimeSpan.FromMilliseconds(fault.Milliseconds)
            : Timeout.InfiniteTimeSpan;
        await Task.Delay(patience, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        http.Abort();
    }
}
