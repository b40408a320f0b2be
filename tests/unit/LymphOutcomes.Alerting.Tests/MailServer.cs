using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>A mail server on a loopback port that takes every message, or refuses the next.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    public MailServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Messages taken, as they came.</summary>
    public ConcurrentQueue<string> Got { get; } = [];

    /// <summary>Answers to the next recipients; afterwards 250.</summary>
    public ConcurrentQueue<string> Refusals { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _serving;
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token);
                await TalkAsync(client.GetStream());
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        using StreamReader lines = new(stream, Encoding.UTF8);
        await using StreamWriter answers = new(stream, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\r\n" };
        await answers.WriteLineAsync("220 mail.example");
        while (await lines.ReadLineAsync(_end.Token) is { } line)
        {
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "RCPT" when Refusals.TryDequeue(out string? refusal):
                    await answers.WriteLineAsync(refusal);
                    break;
                case "DATA":
                    await answers.WriteLineAsync("354 go on");
                    Got.Enqueue(await MessageAsync(lines));
                    await answers.WriteLineAsync("250 taken");
                    break;
                case "QUIT":
                    await answers.WriteLineAsync("221 bye");
                    return;
                default:
                    await answers.WriteLineAsync("250 ok");
                    break;
            }
        }
    }

    private async Task<string> MessageAsync(StreamReader lines)
    {
        StringBuilder message = new();
        while (await lines.ReadLineAsync(_end.Token) is { } line && line != ".")
            message.Append(line).Append('\n');
        return message.ToString();
    }
}
