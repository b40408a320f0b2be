using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Postgres;
using LymphOutcomes.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using static LymphOutcomes.Store.Tests.Units;

namespace LymphOutcomes.Store.Tests;

public sealed class When_a_program_uses_the_log(Stores stores) : IClassFixture<Stores>
{
    [OnPostgresFact]
    public async Task Everything_is_there_before_its_own_services_start()
    {
        LogOptions schema = await stores.EmptySchemaAsync();
        HostApplicationBuilder builder = Program("Production", ("ConnectionStrings:Log", schema.ConnectionString));
        builder.Services.AddPostgresEventStore<Sum>(builder.Configuration, Sum.Types, schema.Schema, typeof(Stores).Assembly);
        builder.Services.AddSingleton<IInlineView<Sum>, SumsView>();
        builder.Services.AddHostedService<AppendsAtStart>();
        using IHost program = builder.Build();
        await program.StartAsync();

        Assert.Equal(1, await program.Services.GetRequiredService<ILogReader>().HeadAsync(CancellationToken.None));
        Assert.Equal([42L], await Stores.QueryAsync(schema, "select sum from sums"));
        HealthReport health = await program.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Assert.Equal(HealthStatus.Healthy, health.Entries["log"].Status);
        await program.StopAsync();
    }

    [Theory]
    [InlineData("Production", "ClockOffset", "1.00:00:00")]
    [InlineData("Development", "Schema", "Not A Schema")]
    [InlineData("Development", "PollInterval", "00:10:00")]
    public async Task A_wrong_setting_is_told_at_start(string environment, string key, string value)
    {
        HostApplicationBuilder builder = Program(environment, ("ConnectionStrings:Log", "Host=127.0.0.1"), ($"Log:{key}", value));
        await AssertRefusedAsync(builder, key);
    }

    [Fact]
    public Task A_missing_connection_string_is_told_at_start() =>
        AssertRefusedAsync(Program("Development"), "ConnectionStrings:Log");

    [Fact]
    public void A_clock_offset_is_for_tests_and_accepted_there()
    {
        HostApplicationBuilder builder =
            Program("Development", ("ConnectionStrings:Log", "Host=127.0.0.1"), ("Log:ClockOffset", "31.00:31:00"));
        builder.Services.AddPostgresEventStore<Sum>(builder.Configuration, Sum.Types, "sums");
        using IHost program = builder.Build();
        LogOptions options = program.Services.GetRequiredService<IOptions<LogOptions>>().Value;
        Assert.Equal((TimeSpan.FromDays(31) + TimeSpan.FromMinutes(31), "sums"), (options.ClockOffset, options.Schema));
    }

    private static async Task AssertRefusedAsync(HostApplicationBuilder builder, string says)
    {
        builder.Services.AddPostgresEventStore<Sum>(builder.Configuration, Sum.Types, "sums");
        using IHost program = builder.Build();
        OptionsValidationException error = await Assert.ThrowsAsync<OptionsValidationException>(() => program.StartAsync());
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    private static HostApplicationBuilder Program(string environment, params (string Key, string Value)[] settings)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value));
        builder.Logging.ClearProviders();
        return builder;
    }

    private sealed class AppendsAtStart(IEventStore<Sum> store) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => store.AppendAsync(Add(42), cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
