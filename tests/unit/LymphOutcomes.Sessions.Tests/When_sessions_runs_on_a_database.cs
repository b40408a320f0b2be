using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Postgres;
using LymphOutcomes.ServiceDefaults.SigningIn;
using LymphOutcomes.Sessions.HoldingSessions;
using LymphOutcomes.Sessions.RecordingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;
using LymphOutcomes.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LymphOutcomes.Sessions.Tests;

/// <summary>Log, table and endpoints together, as the program registers them; the bus is left out.</summary>
public sealed class When_sessions_runs_on_a_database : IAsyncLifetime
{
    private const string Tenant = SessionsProgram.Tenant;

    private readonly SessionsProgram _program = new();
    private readonly Guid _patient = SessionsProgram.NewId();

    [OnPostgresFact]
    public async Task A_plan_is_listed_while_it_is_held_and_for_its_own_hospital_only()
    {
        await StartAsync();
        DateTimeOffset startsAt = TimeProvider.System.GetUtcNow().AddDays(1);
        await TellAsync(FactTypes.SessionPlanned, new JsonObject { ["startsAt"] = startsAt, ["givenBy"] = "therapist" });
        Assert.Empty((await HoldsAsync()).Items);

        await TellAsync(FactTypes.ConditionNoted, new JsonObject { ["condition"] = "cellulitis" });

        HoldView held = Assert.Single((await HoldsAsync()).Items);
        Assert.Equal((_patient, SessionStage.Planned, ScreenVerdict.Hold), (held.Patient, held.Stage, held.Verdict));
        Assert.Equal("cellulitis", Assert.Single(held.Reasons).Condition);
        Assert.Empty((await HoldsAsync(tenant: "north-clinic")).Items);
        Assert.Empty((await HoldsAsync("?stage=given")).Items);

        await TellAsync(
            FactTypes.ConditionCleared, new JsonObject { ["condition"] = "cellulitis", ["basis"] = "provider" }, hoursAgo: 1);

        Assert.Empty((await HoldsAsync()).Items);
    }

    [OnPostgresFact]
    public async Task A_provider_answers_for_what_was_seen_and_for_nothing_that_comes_later()
    {
        await StartAsync();
        DateTimeOffset startsAt = TimeProvider.System.GetUtcNow().AddDays(1);
        await TellAsync(FactTypes.SessionPlanned, new JsonObject { ["startsAt"] = startsAt, ["givenBy"] = "therapist" });
        await TellAsync(FactTypes.ConditionNoted, new JsonObject { ["condition"] = "heart-disease" });
        HoldView seen = Assert.Single((await HoldsAsync()).Items);
        OverrideRequest answer = new("dr-4", "Seen today, light drainage of the arm is fine.");

        Assert.Equal(HttpStatusCode.PreconditionRequired, await OverrideAsync(seen.Session, answer, version: null));
        Assert.Equal(HttpStatusCode.Conflict, await OverrideAsync(seen.Session, answer, "0123456789abcdef"));
        Assert.Equal(HttpStatusCode.BadRequest, await OverrideAsync(seen.Session, answer with { Provider = "Dr. Holm" }, seen.Version));
        Assert.Equal(HttpStatusCode.BadRequest, await OverrideAsync(seen.Session, answer with { Reason = " " }, seen.Version));
        Assert.Equal(HttpStatusCode.NotFound, await OverrideAsync(SessionsProgram.NewId(), answer, seen.Version));
        Assert.Equal(HttpStatusCode.Forbidden, await OverrideAsync(seen.Session, answer, seen.Version, Roles.System));
        Assert.Single((await HoldsAsync()).Items);

        Assert.Equal(HttpStatusCode.NoContent, await OverrideAsync(seen.Session, answer, seen.Version));

        Assert.Empty((await HoldsAsync()).Items);
        HoldOverridden stored = Assert.IsType<HoldOverridden>((await _program.Services.GetRequiredService<ILogReader>()
            .ReadStreamAsync(StreamKey.OfPatient(Tenant, _patient), CancellationToken.None))[^2].Data);
        Assert.Equal(("dr-4", "pt-7", 64), (stored.Provider, stored.By, stored.Why.Hash.Length));
        Assert.Equal(HttpStatusCode.NotFound, await OverrideAsync(seen.Session, answer, seen.Version));

        await TellAsync(FactTypes.ConditionNoted, new JsonObject { ["condition"] = "dvt" });

        Assert.Equal(2, Assert.Single((await HoldsAsync()).Items).Reasons.Count);
        Assert.Equal(HttpStatusCode.Conflict, await OverrideAsync(seen.Session, answer, seen.Version));
    }

    [OnPostgresFact]
    public async Task A_long_list_is_read_page_by_page_the_next_session_first()
    {
        await StartAsync();
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        await TellAsync(FactTypes.ConditionNoted, new JsonObject { ["condition"] = "dvt" });
        foreach (int day in new[] { 3, 1, 2, -2 })
            await TellAsync(FactTypes.SessionPlanned, new JsonObject { ["startsAt"] = now.AddDays(day), ["givenBy"] = "self" });

        HoldPage first = await HoldsAsync("?limit=2");
        HoldPage second = await HoldsAsync($"?limit=2&after={first.Next}");

        Assert.Equal([1, 2, 3], first.Items.Concat(second.Items).Select(held => (int)Math.Round((held.StartsAt - now).TotalDays)));
        Assert.Null(second.Next);
        Assert.Equal(HttpStatusCode.BadRequest, (await AskAsync("/v1/holds?after=x")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await AskAsync("/v1/holds?stage=lost")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await AskAsync("/v1/holds?limit=501")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync("/v1/holds", Roles.Operator)).StatusCode);
    }

    [OnPostgresFact]
    public async Task A_screen_answers_from_what_is_stored_and_is_unknown_until_intake_was_heard()
    {
        await StartAsync();
        Assert.Equal(ScreenVerdict.Unknown, (await ScreenAsync(new(_patient))).Verdict);
        await TellAsync(FactTypes.AreaRestricted, new JsonObject { ["areas"] = new JsonArray("chest"), ["reason"] = "irradiated-skin" });
        Assert.Equal(ScreenVerdict.Unknown, (await ScreenAsync(new(_patient))).Verdict);

        _program.Services.GetRequiredService<IntakeNews>().Heard(new("intake", 8, 7, []), sentAt: null);

        ScreenView answer = await ScreenAsync(new(_patient, Areas: ["neck", "chest"]));
        Assert.Equal((ScreenVerdict.Restricted, "chest"), (answer.Verdict, Assert.Single(answer.AreasNotToTouch)));
        Assert.Equal(ScreenVerdict.MayTreat, (await ScreenAsync(new(_patient, Areas: ["neck"]))).Verdict);
        Assert.Equal(ScreenVerdict.Unknown, (await ScreenAsync(new(SessionsProgram.NewId()))).Verdict);
        Assert.Equal(ScreenVerdict.Unknown, (await ScreenAsync(new(_patient), "north-clinic")).Verdict);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(new(_patient, Areas: ["nose"]))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(new(_patient, ConsentGroin: "asked-at-start"))).StatusCode);
    }

    [OnPostgresFact]
    public async Task A_late_onset_finds_sessions_that_the_snapshot_has_left_out()
    {
        await StartAsync();
        for (int day = 1; day <= ShortMemory.LongFrom + 10; day++)
            await TellAsync(FactTypes.SessionCompleted, new JsonObject { ["minutes"] = 40, ["givenBy"] = "self" }, hoursAgo: 24 * day);
        Assert.NotNull((await _program.Store.LoadAsync(StreamKey.OfPatient(Tenant, _patient), CancellationToken.None)).State.ShortenedTo);

        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        await TellAsync(FactTypes.ConditionNoted, new JsonObject
        {
            ["condition"] = "stroke",
            ["onset"] = DateOnly.FromDateTime(now.AddDays(-86).Date).ToString("O", CultureInfo.InvariantCulture),
        });

        Assert.Equal(86, (await HoldsAsync("?stage=given&limit=500")).Items.Count);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _program.DisposeAsync();

    private Task StartAsync() => _program.StartOnLogAsync(
        services =>
        {
            services.AddInlineRows<PatientSafety, HoldRow>(new HoldTable());
            services.AddSingleton<HoldQueries>();
            services.AddSingleton<OverrideReasons>();
        },
        app =>
        {
            app.MapScreens();
            app.MapHolds();
            app.MapOverride();
        });

    private Task TellAsync(string type, JsonObject fact, double hoursAgo = 2) =>
        _program.TellAsync(_patient, type, JsonSerializer.SerializeToElement(fact), hoursAgo);

    private async Task<HoldPage> HoldsAsync(string query = "", string tenant = Tenant)
    {
        using HttpResponseMessage answer = await AskAsync($"/v1/holds{query}", Roles.Therapist, tenant);
        return await ReadAsync<HoldPage>(answer);
    }

    private async Task<ScreenView> ScreenAsync(ScreenRequest asked, string tenant = Tenant)
    {
        using HttpResponseMessage answer = await PostAsync(asked, tenant);
        return await ReadAsync<ScreenView>(answer);
    }

    private async Task<HttpStatusCode> OverrideAsync(
        Guid session, OverrideRequest asked, string? version, string role = Roles.Therapist)
    {
        HttpRequestMessage request = new(HttpMethod.Post, $"/v1/holds/{session}/override")
        {
            Content = JsonContent.Create(asked, options: ContractJson.Options),
        };
        if (version is not null)
            request.Headers.IfMatch.Add(new($"\"{version}\""));
        using HttpResponseMessage answer = await _program.SendAsync(request, role, Tenant);
        return answer.StatusCode;
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer)
    {
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonSerializer.Deserialize<T>(text, ContractJson.Options)!;
    }

    private Task<HttpResponseMessage> AskAsync(string path, string role = Roles.Therapist, string tenant = Tenant) =>
        _program.SendAsync(new(HttpMethod.Get, path), role, tenant);

    private Task<HttpResponseMessage> PostAsync(ScreenRequest asked, string tenant = Tenant) => _program.SendAsync(
        new(HttpMethod.Post, "/v1/screens") { Content = JsonContent.Create(asked, options: ContractJson.Options) },
        Roles.Therapist,
        tenant);
}
