using System.Buffers;
using System.Data.Common;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Security.Claims;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.SigningIn;
using Microsoft.AspNetCore.Http.Metadata;

namespace LymphOutcomes.Intake.ReceivingFacts;

/// <summary>
/// The HTTP door, <c>POST /v1/events</c>: one CloudEvent or an array of them, a receipt for each. 400 for a body that
/// is no
/// JSON, 413 for one that is too large, 503 when nothing can be stored now; then the whole call may be repeated safely.
/// </summary>
internal static partial class FactsEndpoint
{
    private const int BodyBytesMax = 32 * 1024 * 1024;

    public static void MapFacts(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/events", ReceiveAsync)
            .RequireAuthorization(Policies.SystemOnly)
            // Kestrel holds the bytes on the wire to it, request decompression the bytes that come out.
            .WithMetadata(new BodyLimit());

    private static async Task<IResult> ReceiveAsync(
        HttpContext http, ClaimsPrincipal user, FactReceiver receiver, ILogger<FactReceiver> log, CancellationToken ct)
    {
        ReadOnlyMemory<byte> body;
        try
        {
            body = await ReadAsync(http.Request.BodyReader, ct);
        }
        catch (BadHttpRequestException refused)
        {
            return Results.Problem(refused.Message, statusCode: refused.StatusCode);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or InvalidOperationException)
        {
            // The decoders do not agree on what they throw: for bad Brotli it is the second.
            return Results.Problem("The body cannot be decompressed.", statusCode: StatusCodes.Status400BadRequest);
        }

        if (EventSplitter.Split(body, FactReceiver.DeliveriesMax, out bool tooMany) is not { } events)
        {
            return tooMany
                ? Results.Problem(
                    $"More than {FactReceiver.DeliveriesMax} events.", statusCode: StatusCodes.Status413PayloadTooLarge)
                : Results.Problem("The body is no JSON object or array.", statusCode: StatusCodes.Status400BadRequest);
        }

        // In a batch only the large event is parked; alone there is nobody else to be kind to, and the sender is told.
        if (events is [{ Length: > Delivery.BytesMax }])
            return Results.Problem($"More than {Delivery.BytesMax} bytes.", statusCode: StatusCodes.Status413PayloadTooLarge);
        return await StoreAsync(http, user.Tenant(), events, receiver, log, ct);
    }

    private static async Task<IResult> StoreAsync(
        HttpContext http,
        string tenant,
        IReadOnlyList<ReadOnlyMemory<byte>> events,
        FactReceiver receiver,
        ILogger log,
        CancellationToken ct)
    {
        string? trace = Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } ? id : null;
        Delivery[] deliveries = [.. events.Select(raw => new Delivery(raw, "http", http.TraceIdentifier, trace))];
        try
        {
            IReadOnlyList<Receipt> receipts = await receiver.ReceiveAsync(tenant, deliveries, ct);
            return Results.Json(new ReceiptList(receipts), ContractJson.Options);
        }
        catch (Exception failure) when (failure is LogUnavailableException or DbException)
        {
            LogCannotStore(log, failure);
            http.Response.Headers.RetryAfter = "5";
            return Results.Problem(
                "Nothing can be stored now; repeat the call as it is.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(PipeReader body, CancellationToken ct)
    {
        ReadResult read = await body.ReadAsync(ct);
        while (!read.IsCompleted)
        {
            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            read = await body.ReadAsync(ct);
        }

        // Copied: the events outlive the request's buffers when they go into quarantine.
        byte[] bytes = read.Buffer.ToArray();
        body.AdvanceTo(read.Buffer.End);
        return bytes;
    }

    [LoggerMessage(1001, LogLevel.Warning, "Facts could not be stored; the sender was asked to repeat.")]
    private static partial void LogCannotStore(ILogger log, Exception failure);

    private sealed class BodyLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => BodyBytesMax;
    }
}
