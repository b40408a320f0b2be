using LymphOutcomes.EventStore;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LymphOutcomes.ServiceDefaults.Messaging;

/// <summary>How a service joins the bus: what it publishes, and which consumer reads which queue of the topology.</summary>
public sealed class BusRegistration
{
    // Each consumer groups what it gets into the append lane; more in flight only costs memory (up to 256 KiB a message).
    private const int Prefetch = 256;
    private const int ConcurrentMessages = 32;

    private readonly List<Action<IBusRegistrationConfigurator>> _consumers = [];
    private readonly List<Action<IRabbitMqBusFactoryConfigurator>> _messages = [];
    private readonly List<(string Queue, Action<IRabbitMqReceiveEndpointConfigurator, IBusRegistrationContext> Configure)> _endpoints = [];

    /// <summary>Messages of this type go through this exchange of the topology.</summary>
    public BusRegistration Message<TMessage>(string exchange)
        where TMessage : class
    {
        _messages.Add(bus => bus.Message<TMessage>(message => message.SetEntityName(exchange)));
        return this;
    }

    /// <summary>This consumer reads this queue of the topology.</summary>
    public BusRegistration Consume<TConsumer>(string queue)
        where TConsumer : class, IConsumer
    {
        _consumers.Add(registration => registration.AddConsumer<TConsumer>());
        _endpoints.Add((queue, (endpoint, context) =>
        {
            // The topology file binds the queue; the library must declare it with the very same arguments and bind nothing.
            endpoint.ConfigureConsumeTopology = false;
            foreach ((string name, object? value) in BrokerTopology.Current.ArgumentsOf(queue))
                endpoint.SetQueueArgument(name, value);
            endpoint.PrefetchCount = Prefetch;
            endpoint.ConcurrentMessageLimit = ConcurrentMessages;
            // What cannot be handled goes back to the queue, where the broker counts deliveries, not to a side queue nobody reads.
            endpoint.RethrowFaultedMessages();
            endpoint.ThrowOnSkippedMessages();
            // Given back, a message is delivered again at once: without a pause its 50 deliveries would be gone in a second.
            endpoint.UseMessageRetry(retry =>
            {
                retry.Incremental(3, TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1));
                retry.Ignore<LogUnavailableException>();
            });
            // About five minutes of patience with a database that is away, before one of the 50 deliveries is spent.
            endpoint.UseMessageRetry(retry =>
            {
                retry.Exponential(15, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1));
                retry.Handle<LogUnavailableException>();
            });
            endpoint.ConfigureConsumer<TConsumer>(context);
        }));
        return this;
    }

    internal void AddTo(IServiceCollection services, Uri broker)
    {
        services.AddMassTransit(registration =>
        {
            registration.DisableUsageTelemetry();
            _consumers.ForEach(add => add(registration));
            registration.UsingRabbitMq((context, bus) =>
            {
                bus.Host(broker);
                _messages.ForEach(add => add(bus));
            });
        });
        services.Configure<MassTransitHostOptions>(options =>
        {
            options.WaitUntilStarted = true;
            options.StartTimeout = TimeSpan.FromMinutes(2);
            options.StopTimeout = TimeSpan.FromSeconds(20);
        });
        if (_endpoints.Count == 0)
            return;
        // After the bus in the order of hosted services: connected when it has started, let go before it stops.
        services.AddSingleton(provider => new QueueReaders(
            [.. _endpoints.Select(endpoint => ReaderOf(provider, endpoint.Queue, endpoint.Configure))],
            provider.GetRequiredService<BrokerConnection>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<QueueReaders>>()));
        services.AddHostedService(provider => provider.GetRequiredService<QueueReaders>());
        services.AddHealthChecks().AddCheck<QueueReaders>("queues", tags: ["ready"]);
    }

    private static QueueReader ReaderOf(
        IServiceProvider provider, string queue, Action<IRabbitMqReceiveEndpointConfigurator, IBusRegistrationContext> configure)
    {
        IReceiveEndpointConnector connector = provider.GetRequiredService<IReceiveEndpointConnector>();
        return new(
            queue,
            () => connector.ConnectReceiveEndpoint(
                queue, (context, endpoint) => configure((IRabbitMqReceiveEndpointConfigurator)endpoint, context)),
            provider.GetRequiredService<TimeProvider>());
    }
}

/// <summary>Entry to the bus for a program.</summary>
public static class BusRegistrationExtensions
{
    /// <summary>Adds the broker connection, applies the topology at start and joins the bus.</summary>
    /// <param name="services">The program's services.</param>
    /// <param name="configuration">Holds <c>ConnectionStrings:Broker</c>, an amqp URI.</param>
    /// <param name="program">Name shown in the broker.</param>
    /// <param name="register">What is published and consumed.</param>
    /// <exception cref="InvalidOperationException">The broker's address is missing or no amqp URI.</exception>
    public static IServiceCollection AddLymphBus(
        this IServiceCollection services, IConfiguration configuration, string program, Action<BusRegistration> register)
    {
        if (!Uri.TryCreate(configuration.GetConnectionString("Broker"), UriKind.Absolute, out Uri? broker)
            || broker.Scheme is not ("amqp" or "amqps"))
        {
            throw new InvalidOperationException("ConnectionStrings:Broker must be an amqp:// or amqps:// address.");
        }

        services.AddSingleton(provider => new BrokerConnection(
            broker, program, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<BrokerConnection>>()));
        services.AddHostedService<TopologyAtStart>();
        var registration = new BusRegistration();
        register(registration);
        registration.AddTo(services, broker);
        return services;
    }
}
