using Guanwei.Server.Actions;
using Microsoft.AspNetCore.Http.Metadata;

namespace Guanwei.Server.Ui;

/// <summary>
/// Every form is read here, once, before anybody acts on it: what is malformed, cut off or too long is the sender's
/// fault and is told so. Read further in, the same exceptions could also mean a damaged file or disk of ours.
/// </summary>
internal static class UnreadableForm
{
    private const char Nul = '\0';

    /// <summary>The status to refuse with; none when there is no form or a good one.</summary>
    public static async Task<int?> Status(HttpContext context)
    {
        // PostgreSQL keeps no NUL in a text, and no browser sends one.
        if (context.Request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) is true)
        {
            return StatusCodes.Status400BadRequest;
        }
        if (!context.Request.HasFormContentType)
        {
            return null;
        }
        try
        {
            return HasNul(await context.Request.ReadFormAsync(context.RequestAborted)) ? StatusCodes.Status400BadRequest : null;
        }
        catch (BadHttpRequestException refused)
        {
            return refused.StatusCode;
        }
        catch (InvalidDataException)
        {
            return IsTooLong(context) ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest;
        }
        // A charset that .NET knows and refuses to read: UTF-7 (https://aka.ms/dotnet-warnings/SYSLIB0001).
        catch (NotSupportedException)
        {
            return StatusCodes.Status400BadRequest;
        }
        catch (IOException broken) when (!context.RequestAborted.IsCancellationRequested && !Conflicts.IsDiskFull(broken))
        {
            return StatusCodes.Status400BadRequest;
        }
    }

    private static bool HasNul(IFormCollection form) =>
        form.Any(field => HasNul(field.Key) || field.Value.Any(HasNul)) || form.Files.Any(file => HasNul(file.Name) || HasNul(file.FileName));

    private static bool HasNul(string? text) => text?.Contains(Nul, StringComparison.Ordinal) is true;

    private static bool IsTooLong(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IFormOptionsMetadata>()?.MultipartBodyLengthLimit < context.Request.ContentLength;
}
