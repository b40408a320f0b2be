using System.Diagnostics;
using OpenTelemetry;

namespace LymphOutcomes.ServiceDefaults.Observing;

/// <summary>
/// Takes out of an activity what a framework may put into it and what may hold a patient's identifier: addresses of requests
/// (<c>?identifier=…</c>), client addresses, texts of exceptions. The route's template stays.
/// </summary>
internal sealed class WithoutAddresses : BaseProcessor<Activity>
{
    private static readonly string[] Private =
    [
        "url.full", "url.path", "url.query", "http.url", "http.target", "http.path", "client.address", "http.client_ip",
        "net.peer.ip", "network.peer.address", "user_agent.original", "http.user_agent", "exception.message", "exception.stacktrace",
        "enduser.id", "messaging.message.body",
    ];

    /// <summary>Runs before the exporter's own processor, which was added later.</summary>
    public override void OnEnd(Activity data)
    {
        foreach (string tag in Private)
        {
            if (data.GetTagItem(tag) is not null)
                data.SetTag(tag, null);
        }

        // A status text is the exception's message, and that may quote what it could not read.
        if (data.StatusDescription is not null)
            data.SetStatus(data.Status);
    }
}
