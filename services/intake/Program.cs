using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Postgres;
using LymphOutcomes.Intake;
using LymphOutcomes.Intake.CollectingDeadLetters;
using LymphOutcomes.Intake.IdentifyingPatients;
using LymphOutcomes.Intake.MergingPatients;
using LymphOutcomes.Intake.Quarantining;
using LymphOutcomes.Intake.ReceivingFacts;
using LymphOutcomes.Intake.ReportingReceipts;
using LymphOutcomes.ServiceDefaults.Hosting;
using LymphOutcomes.ServiceDefaults.Messaging;
using LymphOutcomes.ServiceDefaults.Relaying;
using MassTransit;

WebApplicationBuilder builder = LymphService.CreateBuilder(args);
builder.Services.AddPostgresEventStore<NoState>(
    builder.Configuration, IntakeEventTypes.All, "intake", typeof(IntakeEvent).Assembly);

builder.Services.AddPostgresEventStore<MergeHistory>(
    builder.Configuration, IntakeEventTypes.All, "intake", typeof(IntakeEvent).Assembly);
builder.Services.AddSingleton<IInlineView<MergeHistory>, MergedPatientRows>();

builder.Services.AddLymphBus(builder.Configuration, "intake", bus => bus.Message<IntakeFacts>("lymph.intake.facts"));
builder.Services.AddLogRelay(ReceiptTable.Relay, services => new BusGroupTarget<BusItem, IntakeFacts>(
    services.GetRequiredService<IBus>(),
    Outgoing.ToBusItem,
    item => item.Data.GetRawText().Length,
    (from, to, items) => new IntakeFacts("intake", from, to, items)));

builder.Services.AddRequestDecompression();
builder.Services.AddSingleton<PatientDirectory>();
builder.Services.AddSingleton<PatientDetailsTable>();
builder.Services.AddSingleton<ContextNotes>();
builder.Services.AddSingleton<TenantKeys>();
builder.Services.AddSingleton<QuarantineTable>();
builder.Services.AddSingleton<Claims>();
builder.Services.AddSingleton<ParkingNews>();
builder.Services.AddSingleton<SettlingQuarantine>();
builder.Services.AddSingleton<ReceiptTable>();
builder.Services.AddSingleton<AskAlerting>();
// Without an address receipts say that nobody knows.
builder.Services.AddHttpClient(AskAlerting.Client, client =>
    client.BaseAddress = builder.Configuration.GetValue<Uri>("Services:Alerting")).RemoveAllLoggers();
builder.Services.AddSingleton<MergeReceiver>();
builder.Services.AddSingleton<FactReceiver>();
builder.Services.AddSingleton<LonelyAttempts>();
builder.Services.AddSingleton<Inbox>();
builder.Services.AddHostedService<FactsConsumer>();
builder.Services.AddSingleton<DeadLetterTable>();
builder.Services.AddSingleton<DeadLetterReturn>();
builder.Services.AddHostedService<DeadLettersConsumer>();

WebApplication app = builder.Build();
app.UseLymphService();
// After sign-in: a stranger's zip is not unpacked.
app.UseRequestDecompression();
app.MapFacts();
app.MapPatients();
app.MapReceipts();
app.MapQuarantine();
app.Run();
