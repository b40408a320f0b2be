using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Sessions.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Postgres;
using LymphOutcomes.ServiceDefaults.Hosting;
using LymphOutcomes.ServiceDefaults.Messaging;
using LymphOutcomes.ServiceDefaults.Relaying;
using LymphOutcomes.Sessions;
using LymphOutcomes.Sessions.RecordingSessions;
using MassTransit;

WebApplicationBuilder builder = LymphService.CreateBuilder(args);

builder.Services.AddPostgresEventStore<NoState>(builder.Configuration, SessionEventTypes.All, "sessions");

builder.Services.AddLymphBus(builder.Configuration, "sessions", bus => bus
    .Message<SessionFacts>("lymph.sessions.facts")
    .Consume<IntakeFactsConsumer>(IntakeFactsConsumer.Queue));
builder.Services.AddLogRelay("sessions-relay", services => new BusGroupTarget<BusItem, SessionFacts>(
    services.GetRequiredService<IBus>(),
    Outgoing.ToBusItem,
    item => item.Data.GetRawText().Length,
    (from, to, items) => new SessionFacts("sessions", from, to, items)));

WebApplication app = builder.Build();
app.UseLymphService();
app.Run();
