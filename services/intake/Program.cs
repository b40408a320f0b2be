using LymphOutcomes.Intake.IdentifyingPatients;
using LymphOutcomes.Intake.Quarantining;
using LymphOutcomes.Intake.ReceivingFacts;
using LymphOutcomes.Intake.ReportingReceipts;
using LymphOutcomes.ServiceDefaults.SigningIn;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.AddLymphSignIn();
builder.Services
    .AddProblemDetails()
    .AddRequestDecompression()
    .AddSingleton<PatientDirectory>()
    .AddSingleton<PatientDetailsTable>()
    .AddSingleton<TenantKeys>()
    .AddSingleton<QuarantineTable>()
    .AddSingleton<ReceiptTable>()
    .AddSingleton<FactReceiver>()
    .AddSingleton<Inbox>()
    .AddHostedService<FactsConsumer>();

WebApplication app = builder.Build();
app.UseExceptionHandler();
app.UseStatusCodePages();
app.UseAuthentication();
app.UseAuthorization();
// After sign-in: a stranger's zip is not unpacked.
app.UseRequestDecompression();
app.MapFacts();
app.MapPatients();
app.MapReceipts();
app.MapQuarantine();
await app.RunAsync();
