using LymphOutcomes.Alerting;
using LymphOutcomes.Alerting.AcceptingFacts;
using LymphOutcomes.Alerting.AskingThePast;
using LymphOutcomes.Alerting.BackTesting;
using LymphOutcomes.Alerting.ChoosingRules;
using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.ExplainingAlerts;
using LymphOutcomes.Alerting.GettingAlerts;
using LymphOutcomes.Alerting.HandlingAlerts;
using LymphOutcomes.Alerting.HoldingPoints;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.KeepingTime;
using LymphOutcomes.Alerting.MergingPatients;
using LymphOutcomes.Alerting.NotifyingPeople;
using LymphOutcomes.Alerting.NotingWaitingFacts;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.RerunningDecisions;
using LymphOutcomes.Alerting.StreamingAlerts;
using LymphOutcomes.Alerting.TellingWhatIsJudged;
using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Postgres;
using LymphOutcomes.ServiceDefaults.Hosting;
using LymphOutcomes.ServiceDefaults.Messaging;
using LymphOutcomes.ServiceDefaults.Relaying;
using Npgsql;

WebApplicationBuilder builder = LymphService.CreateBuilder(args);

builder.Services.AddPostgresEventStore<PatientPicture>(
    builder.Configuration, AlertingEventTypes.All, "alerting", typeof(AlertEvent).Assembly);
builder.Services.AddPostgresEventStore<RuleSetHistory>(
    builder.Configuration, AlertingEventTypes.All, "alerting", typeof(AlertEvent).Assembly);
builder.Services.AddInlineRows<PatientPicture, AlertRow>(new AlertTable());
builder.Services.AddSingleton<IInlineView<PatientPicture>, WaitingRows>();
builder.Services.AddSingleton<IInlineView<PatientPicture>, TimerRows>();

builder.Services.AddLymphBus(builder.Configuration, "alerting", bus => bus
    .Consume<IntakeFactsConsumer>(IntakeFactsConsumer.Queue)
    .Consume<SessionFactsConsumer>(SessionFactsConsumer.Queue));
builder.Services.AddSingleton(new RuleBook(RuleSetSetting.Read(builder.Configuration)));
builder.Services.AddRuleSets();
builder.Services.AddBackTests();
builder.Services.AddSingleton<AlertingMerging>();
builder.Services.AddSingleton<Merges>();
builder.Services.AddSingleton<FactIntake>();
builder.Services.AddLogRelay("alerting-hospitals", services => new CloudEventTarget(
    services.GetRequiredService<BrokerConnection>(), "lymph.alerts", "lymph.alerts.unrouted", Outgoing.ToHospital));
builder.AddNotifications();

builder.Services.AddSingleton<AlertQueries>();
builder.Services.AddSingleton<AlertHistory>();
builder.Services.AddSingleton<LogMoments>();
builder.Services.AddSingleton<PastQueries>();
builder.Services.AddSingleton<WaitingQueries>();
builder.Services.AddSingleton<JudgedFacts>();
builder.Services.AddHandling();
builder.Services.AddHeldPoints();
builder.Services.AddSingleton(services => new TimerQueue(
    services.GetRequiredService<NpgsqlDataSource>(), services.GetRequiredService<LogOptions>().ClockOffset));
builder.Services.AddHostedService<Timekeeper>();
builder.Services.AddSingleton<AlertStream>();
builder.Services.AddHostedService(services => services.GetRequiredService<AlertStream>());

WebApplication app = builder.Build();
app.UseLymphService();
app.MapAlerts();
app.MapHandling();
app.MapTrajectory();
app.MapHeldPoints();
app.MapWaiting();
app.MapJudged();
app.MapStream();
app.MapRuleSets();
app.MapNotifications();
app.MapExplanation();
app.MapRerun();
app.MapPast();
app.MapActivation();
app.MapBackTests();
app.MapShadow();
app.Run();
