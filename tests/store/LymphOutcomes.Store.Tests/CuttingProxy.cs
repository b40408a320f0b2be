using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;

namespace LymphOutcomes.Store.Tests;

/// <summary>Where the line is cut when a client sends the batch that ends with COMMIT.</summary>
public enum Cut
{
    BeforeTheServerHearsIt,
    AfterTheServerCommitted,
}

/// <summary>A line to a server that is cut at one chosen moment, once.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly (string Host, int Port) _server;
    private readonly Task _accepting;
    private int _cutAt = -1;
    private int _cuts;

    public CuttingProxy(string host, int port)
    {
        _server = (host, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Cuts => _cuts;

    public void Arm(Cut cut) => Volatile.Write(ref _cutAt, (int)cut);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
            _ = CarryAsync(client);
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using TcpClient near = client;
        using TcpClient far = new();
        await far.ConnectAsync(_server.Host, _server.Port, _stop.Token);
        using CancellationTokenSource cut = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        StrongBox<bool> silenced = new();
        Task there = CopyAsync(near, far, cut, silenced, looksForCommit: true);
        Task back = CopyAsync(far, near, cut, silenced, looksForCommit: false);
        await Task.WhenAny(there, back);
        await cut.CancelAsync();
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, CancellationTokenSource cut, StrongBox<bool> silenced, bool looksForCommit)
    {
        byte[] buffer = new byte[1 << 20];
        int read;
        while ((read = await from.GetStream().ReadAsync(buffer, cut.Token)) > 0)
        {
            bool isCommit = looksForCommit && Encoding.Latin1.GetString(buffer, 0, read).Contains("setval", StringComparison.Ordinal);
            int cutAt = isCommit ? Interlocked.Exchange(ref _cutAt, -1) : -1;
            if (cutAt >= 0)
                Interlocked.Increment(ref _cuts);
            if (cutAt == (int)Cut.BeforeTheServerHearsIt)
                return;
            if (cutAt == (int)Cut.AfterTheServerCommitted)
            {
                // Nothing comes back from here on: the server commits, and the answer is lost.
                Volatile.Write(ref silenced.Value, true);
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), cut.Token);
                await Task.Delay(300, cut.Token);
                return;
            }

            if (looksForCommit || !Volatile.Read(ref silenced.Value))
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), cut.Token);
        }
    }
}
