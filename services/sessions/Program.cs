using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Sessions.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Postgres;
using LymphOutcomes.ServiceDefaults.Hosting;
using LymphOutcomes.ServiceDefaults.Messaging;
using LymphOutcomes.ServiceDefaults.Relaying;
using LymphOutcomes.Sessions;
using LymphOutcomes.Sessions.AwaitingClearance;
using LymphOutcomes.Sessions.DrawingTimelines;
using LymphOutcomes.Sessions.FollowingCourses;
using LymphOutcomes.Sessions.FollowingSessions;
using LymphOutcomes.Sessions.GettingSessions;
using LymphOutcomes.Sessions.HoldingSessions;
using LymphOutcomes.Sessions.ListingDays;
using LymphOutcomes.Sessions.MergingPatients;
using LymphOutcomes.Sessions.RecordingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;
using LymphOutcomes.Sessions.TellingHospitals;
using LymphOutcomes.Sessions.WearingCompression;
using MassTransit;
using Npgsql;

WebApplicationBuilder builder = LymphService.CreateBuilder(args);

builder.Services.AddPostgresEventStore<PatientSafety>(
    builder.Configuration, SessionEventTypes.All, "sessions", typeof(SessionEvent).Assembly);
builder.Services.AddInlineRows<PatientSafety, HoldRow>(new HoldTable());
builder.Services.AddInlineRows<PatientSafety, PlaceRow>(new PlaceTable());
builder.Services.AddSingleton(services => new IntakeNews(
    services.GetRequiredService<TimeProvider>(), services.GetRequiredService<LogOptions>().ClockOffset));
builder.Services.AddSingleton<Merges>();
builder.Services.AddSingleton<HoldQueries>();
builder.Services.AddSingleton<OverrideReasons>();
builder.Services.AddSessionLife();
builder.Services.AddInlineRows<PatientSafety, DayRow>(new DayTable());
builder.Services.AddSingleton<DayQueries>();
builder.Services.AddInlineRows<PatientSafety, WaitRow>(new WaitTable());
builder.Services.AddInlineRows<PatientSafety, OverdueRow>(new OverdueTable());
builder.Services.AddSingleton(services => new WaitQueue(
    services.GetRequiredService<NpgsqlDataSource>(), services.GetRequiredService<LogOptions>().ClockOffset));
builder.Services.AddClearanceDeadline();

builder.Services.AddLymphBus(builder.Configuration, "sessions", bus => bus
    .Message<SessionFacts>("lymph.sessions.facts")
    .Consume<IntakeFactsConsumer>(IntakeFactsConsumer.Queue));
builder.Services.AddLogRelay("sessions-relay", services => new BusGroupTarget<BusItem, SessionFacts>(
    services.GetRequiredService<IBus>(),
    Outgoing.ToBusItem,
    item => item.Data.GetRawText().Length,
    (from, to, items) => new SessionFacts("sessions", from, to, items)));
builder.Services.AddLogRelay("sessions-hospitals", services => new NewsTarget(
    new CloudEventPublisher(services.GetRequiredService<BrokerConnection>(), "lymph.sessions", "lymph.sessions.unrouted"),
    new NewsReader(services.GetRequiredService<ILogReader>(), services.GetRequiredService<IEventStore<PatientSafety>>())));

WebApplication app = builder.Build();
app.UseLymphService();
app.MapScreens();
app.MapHolds();
app.MapOverride();
app.MapCourses();
app.MapCompression();
app.MapTimeline();
app.MapSessionLife();
app.MapDays();
app.Run();
