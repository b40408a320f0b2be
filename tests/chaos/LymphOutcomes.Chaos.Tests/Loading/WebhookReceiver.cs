using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace LymphOutcomes.Chaos.Tests.Loading;

/// <summary>How a receiver treats a request.</summary>
public enum Treatment
{
    /// <summary>Takes it and says so.</summary>
    Taken,

    /// <summary>Says 500.</summary>
    Refused,

    /// <summary>Never answers.</summary>
    Silence,

    /// <summary>Takes it and says so when nobody waits for the answer any more.</summary>
    TooLate,

    /// <summary>Takes it; before it can say so, harm is done to the sender.</summary>
    Harmed,
}

/// <summary>One request, as it came.</summary>
/// <param name="Key">Its idempotency key.</param>
/// <param name="Body">Its bytes, as text.</param>
/// <param name="IsSigned">Whether the signature is the one of body, time and secret.</param>
/// <param name="Treatment">What was done with it.</param>
public sealed record ReceivedRequest(string Key, string Body, bool IsSigned, Treatment Treatment);

/// <summary>Somebody's program that is told of alerts by webhook, on this machine.</summary>
public sealed class WebhookReceiver : IDisposable
{
    /// <summary>Longer than any attempt of the sender lasts here.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(60);

    private readonly HttpListener _listener = new();
    private readonly Lock _gate = new();
    private readonly List<ReceivedRequest> _requests = [];
    private readonly Func<bool, Treatment> _choose;
    private readonly Func<Task> _harm;

    /// <param name="port">Where it listens.</param>
    /// <param name="choose">Given whether a key comes for the first time; asked one at a time.</param>
    /// <param name="harm">Done to the sender for <see cref="Treatment.Harmed"/>.</param>
    public WebhookReceiver(int port, Func<bool, Treatment> choose, Func<Task> harm)
    {
        (_choose, _harm) = (choose, harm);
        Address = new($"http://127.0.0.1:{port}/hook/");
        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _ = ListenAsync();
    }

    /// <summary>Signs what it is sent.</summary>
    public const string Secret = "a secret of this test, and of nobody else";

    /// <summary>Where it is posted to.</summary>
    public Uri Address { get; }

    /// <summary>Everything that came so far.</summary>
    public IReadOnlyList<ReceivedRequest> Requests
    {
        get
        {
            lock (_gate)
                return [.. _requests];
        }
    }

    public void Dispose() => _listener.Close();

    private async Task ListenAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                _ = AnswerAsync(await _listener.GetContextAsync());
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            using StreamReader reader = new(context.Request.InputStream, Encoding.UTF8);
            Treatment treatment = Keep(context.Request.Headers, await reader.ReadToEndAsync());
            if (treatment == Treatment.Harmed)
                await _harm();
            if (treatment == Treatment.Silence)
                await Task.Delay(SilenceMax, TimeProvider.System);
            if (treatment == Treatment.TooLate)
                await Task.Delay(Late, TimeProvider.System);
            context.Response.StatusCode = (int)(treatment == Treatment.Refused ? HttpStatusCode.InternalServerError : HttpStatusCode.OK);
            context.Response.Close();
        }
        catch (Exception gone) when (gone is HttpListenerException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Nobody waits for the answer any more, as was meant.
        }
    }

    private Treatment Keep(System.Collections.Specialized.NameValueCollection headers, string body)
    {
        string key = headers["Idempotency-Key"] ?? "";
        lock (_gate)
        {
            Treatment treatment = _choose(!_requests.Exists(request => request.Key == key));
            _requests.Add(new(key, body, headers["Webhook-Signature"] is { } signature && IsOf(signature, body), treatment));
            return treatment;
        }
    }

    private static bool IsOf(string signature, string body)
    {
        string time = signature.Split(',')[0].Split('=')[1];
        byte[] code = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{time}.{body}"));
        return signature == string.Create(CultureInfo.InvariantCulture, $"t={time},v1={Convert.ToHexStringLower(code)}");
    }
}
