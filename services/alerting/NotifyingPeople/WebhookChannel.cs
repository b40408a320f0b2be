using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace LymphOutcomes.Alerting.NotifyingPeople;

/// <summary>A signed POST. Any 2xx is taken as "we have it"; the body of the answer is not read.</summary>
/// <param name="client">Follows no redirects: what is signed for one address must not be carried to another.</param>
public sealed class WebhookChannel(HttpClient client) : IChannel
{
    /// <summary>Name of the header with the delivery's id, the same at every attempt.</summary>
    public const string IdempotencyKey = "Idempotency-Key";

    private const int HeadersMaxKb = 16;
    private const int AnswerMaxBytes = 64 * 1024;

    /// <inheritdoc/>
    public Channel Channel => Channel.Webhook;

    /// <summary>A client with bounds for answers from anywhere.</summary>
    public static HttpClient NewClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        // A receiver may move to another address.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxResponseHeadersLength = HeadersMaxKb,
        // What is not read is thrown away up to here, to keep the connection; beyond it the connection is closed.
        MaxResponseDrainSize = AnswerMaxBytes,
        ResponseDrainTimeout = TimeSpan.FromSeconds(1),
    })
    {
        // Each attempt has its own end.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <inheritdoc/>
    public async Task<SendOutcome> SendAsync(Route route, ClaimedDelivery delivery, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(route);
        ArgumentNullException.ThrowIfNull(delivery);
        byte[] body = Encoding.UTF8.GetBytes(delivery.Body);
        using var request = new HttpRequestMessage(HttpMethod.Post, route.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(IdempotencyKey, delivery.Id.ToString("D"));
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Of(route.Secret.Span, body, now));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("LymphOutcomes", "1"));
        try
        {
            using HttpResponseMessage answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            return new(answer.IsSuccessStatusCode, string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)answer.StatusCode}"));
        }
        catch (HttpRequestException away)
        {
            // Its message may quote the address; the kind of failure is enough for a person.
            return new(IsSent: false, $"no connection: {away.HttpRequestError}");
        }
    }
}
