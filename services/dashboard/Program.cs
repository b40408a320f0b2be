using LymphOutcomes.Dashboard.AskingThePast;
using LymphOutcomes.Dashboard.CallingServices;
using LymphOutcomes.Dashboard.CheckingDecisions;
using LymphOutcomes.Dashboard.ChoosingRules;
using LymphOutcomes.Dashboard.DrawingTimelines;
using LymphOutcomes.Dashboard.HandlingAlerts;
using LymphOutcomes.Dashboard.Layout;
using LymphOutcomes.Dashboard.ListingDays;
using LymphOutcomes.Dashboard.Protecting;
using LymphOutcomes.Dashboard.RelayingTheStream;
using LymphOutcomes.Dashboard.ReviewingHeldPoints;
using LymphOutcomes.Dashboard.ShowingAnAlert;
using LymphOutcomes.Dashboard.ShowingHolds;
using LymphOutcomes.Dashboard.ShowingTheBoard;
using LymphOutcomes.Dashboard.SigningIn;
using LymphOutcomes.Dashboard.TreatingPatients;
using LymphOutcomes.ServiceDefaults.Observing;

WebApplicationBuilder builder = WebApplication.CreateBuilder(
    new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });

builder.AddLymphTelemetry();
builder.Services.AddRazorComponents();
builder.AddDisplay();
builder.AddProtection();
builder.AddPeopleSignIn();
builder.AddServiceCalls();
builder.AddStreamRelay();
builder.Services.AddScoped<AlertPages>();
builder.Services.AddScoped<RulesPages>();
builder.Services.AddScoped<SessionPages>();

WebApplication app = builder.Build();

app.UseProtection();
app.UseStaticFiles();
app.UseRouting();
app.UseAuthentication();
app.UseAuthorization();
app.UseRateLimiter();
app.UseAntiforgery();

app.MapHealth();
app.MapSignIn();
app.MapBoard();
app.MapStream();
app.MapAlert();
app.MapHandling();
app.MapReviews();
app.MapPast();
app.MapRerun();
app.MapRules();
app.MapHolds();
app.MapTimeline();
app.MapDays();
app.MapTreating();

await app.RunAsync();
