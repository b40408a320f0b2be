using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Postgres;
using LymphOutcomes.ServiceDefaults.SigningIn;
using LymphOutcomes.Sessions.AwaitingClearance;
using LymphOutcomes.Sessions.FollowingSessions;
using LymphOutcomes.Sessions.GettingSessions;
using LymphOutcomes.Sessions.HoldingSessions;
using LymphOutcomes.Sessions.RecordingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;
using LymphOutcomes.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace LymphOutcomes.Sessions.Tests;

/// <summary>The life of a session over HTTP, on a real log; the bus is left out.</summary>
public sealed class When_sessions_are_treated_over_HTTP : IAsyncLifetime
{
    private const string Tenant = SessionsProgram.Tenant;

    private readonly SessionsProgram _program = new();
    private readonly Guid _patient = SessionsProgram.NewId();

    [OnPostgresFact]
    public async Task A_session_is_planned_started_completed_corrected_and_taken_back()
    {
        await StartAsync();
        await TellAsync(FactTypes.TemperatureMeasured, new JsonObject { ["value"] = 36.6, ["unit"] = "Cel" });
        JsonObject plan = Plan("neck", "axilla-left", "arm-left");
        using HttpResponseMessage created = await PostAsync("/v1/sessions", plan, version: null);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        JsonObject session = await ReadAsync(created);
        string path = created.Headers.Location!.ToString();
        Assert.Equal(("planned", "may-treat"), (Text(session, "state"), Text(session["screen"]!, "verdict")));
        Assert.Equal($"\"{session["version"]}\"", created.Headers.ETag!.ToString());

        Assert.Equal(HttpStatusCode.PreconditionRequired, (await PostAsync($"{path}/start", null, version: null)).StatusCode);
        session = await StepAsync($"{path}/start", session, null);
        Assert.Equal("started", Text(session, "state"));
        session = await StepAsync($"{path}/complete", session, new()
        {
            ["areas"] = new JsonArray("arm-left", "neck"),
            ["minutes"] = 50,
            ["pressureMmHg"] = 35,
            ["sideEffects"] = new JsonArray(new JsonObject { ["effect"] = "fatigue", ["score"] = 3 }),
        });
        Assert.Equal("completed", Text(session, "state"));
        Assert.Equal(
            ["node-areas-first", "order", "left-out"],
            session["deviations"]!.AsArray().Select(deviation => Text(deviation!, "code")));

        session = await StepAsync($"{path}/correct", session, new()
        {
            ["session"] = new JsonObject { ["areas"] = new JsonArray("neck", "arm-left") },
            ["stoppedEarly"] = true,
        });
        Assert.Equal(("stopped-early", 50), (Text(session, "state"), session["given"]!["minutes"]!.GetValue<int>()));
        session = await StepAsync($"{path}/retract", session, null);
        Assert.Equal("planned", Text(session, "state"));
        session = await StepAsync($"{path}/cancel", session, new() { ["reason"] = "clinic" });

        using HttpResponseMessage read = await _program.SendAsync(new(HttpMethod.Get, path), Roles.System);
        Assert.Equal(session["version"]!.ToString(), (await ReadAsync(read))["version"]!.ToString());
        Assert.Equal("cancelled", Text(session, "state"));
    }

    [OnPostgresFact]
    public async Task A_booking_of_the_hospital_is_held_answered_for_and_started_here()
    {
        await StartAsync();
        await TellAsync(
            FactTypes.SessionPlanned,
            new JsonObject
            {
                ["startsAt"] = TimeProvider.System.GetUtcNow(),
                ["givenBy"] = "therapist",
                ["areas"] = new JsonArray("neck"),
            });
        await TellAsync(FactTypes.ConditionNoted, new JsonObject { ["condition"] = "kidney-failure" });
        HoldView held = Assert.Single((await _program.Services.GetRequiredService<HoldQueries>()
            .PageAsync(Tenant, SessionStage.Planned, _patient, new(DateTimeOffset.UnixEpoch, Guid.Empty), 10, default)).Items);
        string path = $"/v1/sessions/{held.Session}";
        JsonObject session = await GetAsync(path);
        Assert.Equal(("held", held.Version), (Text(session, "state"), Text(session["hold"]!, "version")));

        using HttpResponseMessage refused = await PostAsync($"{path}/start", null, Version(session));
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        JsonObject why = await ReadAsync(refused, isGood: false);
        Assert.Equal(("held", "held"), (Text(why, "code"), Text(why["current"]!, "state")));
        Assert.Equal("kidney-failure", Text(why["screen"]!["reasons"]![0]!, "condition"));
        Assert.NotNull(why["screen"]!["reasons"]![0]!["liftedBy"]);

        using HttpResponseMessage answered = await PostAsync(
            $"/v1/holds/{held.Session}/override", new() { ["provider"] = "dr-4", ["reason"] = "Seen today." }, $"\"{held.Version}\"");
        Assert.Equal(HttpStatusCode.NoContent, answered.StatusCode);
        session = await StepAsync($"{path}/start", await GetAsync(path), null);
        Assert.Equal("started", Text(session, "state"));
    }

    [OnPostgresFact]
    public async Task Of_many_who_start_at_once_one_wins_and_the_others_see_the_present_state()
    {
        await StartAsync();
        await TellAsync(FactTypes.TemperatureMeasured, new JsonObject { ["value"] = 36.6, ["unit"] = "Cel" });
        using HttpResponseMessage created = await PostAsync("/v1/sessions", Plan("neck"), version: null);
        string path = created.Headers.Location!.ToString();
        string version = created.Headers.ETag!.ToString();

        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync($"{path}/start", null, version)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        foreach (HttpResponseMessage late in answers.Where(answer => answer.StatusCode != HttpStatusCode.OK))
        {
            Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
            JsonObject why = await ReadAsync(late, isGood: false);
            Assert.Equal(("version-conflict", "started"), (Text(why, "code"), Text(why["current"]!, "state")));
        }
    }

    [OnPostgresFact]
    public async Task What_is_asked_wrongly_or_by_others_changes_nothing()
    {
        await StartAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync("/v1/sessions", Plan("neck"), null, Roles.System)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("/v1/sessions", Plan("nose"), null)).StatusCode);
        JsonObject wrong = Plan("neck");
        wrong["givenBy"] = "robot";
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("/v1/sessions", wrong, null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync($"/v1/sessions/{SessionsProgram.NewId()}/start", null, "\"1\"")).StatusCode);

        JsonObject plan = Plan("neck");
        plan["session"] = SessionsProgram.NewId();
        using HttpResponseMessage created = await PostAsync("/v1/sessions", plan, null);
        using HttpResponseMessage again = await PostAsync("/v1/sessions", plan, null);
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (created.StatusCode, again.StatusCode));
        plan["minutes"] = 31;
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync("/v1/sessions", plan, null)).StatusCode);
        plan["patient"] = SessionsProgram.NewId();
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync("/v1/sessions", plan, null)).StatusCode);

        string path = created.Headers.Location!.ToString();
        using HttpResponseMessage other = await _program.SendAsync(new(HttpMethod.Get, path), Roles.Therapist, "north-clinic");
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(
            $"{path}/complete", new() { ["minutes"] = 481 }, created.Headers.ETag!.ToString())).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(
            $"{path}/cancel", new() { ["reason"] = "rain" }, created.Headers.ETag!.ToString())).StatusCode);
        Assert.Equal(created.Headers.ETag.ToString(), Version(await GetAsync(path)));
    }

    [OnPostgresFact]
    public async Task That_nobody_clears_a_session_is_said_once_however_many_look()
    {
        await StartAsync();
        await TellAsync(FactTypes.ConditionNoted, new JsonObject { ["condition"] = "heart-disease" });
        JsonObject plan = Plan("neck");
        plan["startsAt"] = TimeProvider.System.GetUtcNow().AddDays(9);
        using HttpResponseMessage created = await PostAsync("/v1/sessions", plan, version: null);
        string path = created.Headers.Location!.ToString();
        Assert.Equal(0, await Keeper(TimeSpan.FromHours(72)).LookAsync(default));
        Assert.NotNull((await GetAsync(path))["hold"]!["since"]);

        int[] looked = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Keeper(TimeSpan.Zero).LookAsync(default)));

        Assert.Equal(1, looked.Sum());
        Assert.NotNull((await GetAsync(path))["hold"]!["overdueSince"]);
        HoldView held = Assert.Single((await _program.Services.GetRequiredService<HoldQueries>()
            .PageAsync(Tenant, SessionStage.Planned, null, new(DateTimeOffset.UnixEpoch, Guid.Empty), 10, default)).Items);
        Assert.True(held.OverdueSince >= held.HeldSince);
        Assert.Equal(0, await Keeper(TimeSpan.Zero, TimeSpan.Zero).LookAsync(default));
        Assert.Single(
            await _program.Services.GetRequiredService<ILogReader>().ReadStreamAsync(StreamKey.OfPatient(Tenant, _patient), default),
            stored => stored.Data is HoldOverdue);

        await TellAsync(FactTypes.ProviderClearedForMld, new JsonObject { ["conditions"] = new JsonArray("heart-disease") });

        Assert.Null((await GetAsync(path))["hold"]);
    }

    [OnPostgresFact]
    public async Task An_instruction_is_written_down_once_and_what_came_after_a_session_is_shown_with_it()
    {
        await StartAsync();
        JsonObject lesson = new()
        {
            ["taughtAt"] = TimeProvider.System.GetUtcNow().AddDays(-1),
            ["therapistId"] = "t-1",
            ["areas"] = new JsonArray("neck", "arm-left"),
            ["instruction"] = SessionsProgram.NewId(),
        };
        string lessons = $"/v1/patients/{_patient}/instructions";
        Assert.Equal(HttpStatusCode.Created, (await PostAsync(lessons, lesson, null)).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await PostAsync(lessons, lesson, null)).StatusCode);
        lesson["therapistId"] = "t-2";
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(lessons, lesson, null)).StatusCode);
        lesson["areas"] = new JsonArray();
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(lessons, lesson, null)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(lessons, lesson, null, Roles.System)).StatusCode);

        await TellAsync(FactTypes.LimbMeasured, new JsonObject
        {
            ["site"] = "arm", ["method"] = "perometer", ["left"] = new JsonObject { ["volumeMl"] = 2_100 },
        });
        JsonObject plan = Plan("neck");
        plan["givenBy"] = "self";
        using HttpResponseMessage created = await PostAsync("/v1/sessions", plan, version: null);
        JsonObject session = await StepAsync($"{created.Headers.Location}/complete", await ReadAsync(created), new()
        {
            ["startedAt"] = TimeProvider.System.GetUtcNow().AddMinutes(-30),
            ["minutes"] = 20,
            ["sideEffects"] = new JsonArray(new JsonObject { ["effect"] = "nausea" }),
        });

        Assert.Equal("nausea", Text(session["afterwards"]!["sideEffects"]![0]!, "effect"));
        JsonNode limb = Assert.Single(session["afterwards"]!["measurements"]!.AsArray())!;
        Assert.Equal(("arm", "left", 2_100.0), (Text(limb, "site"), Text(limb, "side"), limb["before"]!["ml"]!.GetValue<double>()));
    }

    [OnPostgresFact]
    public async Task Sessions_of_before_there_was_a_list_of_them_are_found_as_the_program_names_them()
    {
        await StartAsync();
        await TellAsync(
            FactTypes.SessionPlanned, new JsonObject { ["startsAt"] = TimeProvider.System.GetUtcNow(), ["givenBy"] = "self" });
        await TellAsync(FactTypes.SessionCompleted, new JsonObject { ["minutes"] = 40, ["givenBy"] = "self" });
        List<Guid> before = await PlacesAsync();
        Assert.Equal(2, before.Count);

        string migration = await new StreamReader(typeof(SessionEvent).Assembly.GetManifestResourceStream(
            typeof(SessionEvent).Assembly.GetManifestResourceNames().Single(name => name.Contains("110_", StringComparison.Ordinal)))!)
            .ReadToEndAsync();
        await using NpgsqlCommand anew = _program.Services.GetRequiredService<NpgsqlDataSource>()
            .CreateCommand("drop table session_places; " + migration);
        await anew.ExecuteNonQueryAsync();

        Assert.Equal(before, await PlacesAsync());
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _program.DisposeAsync();

    private async Task StartAsync()
    {
        await _program.StartOnLogAsync(
            services =>
            {
                services.AddInlineRows<PatientSafety, HoldRow>(new HoldTable());
                services.AddInlineRows<PatientSafety, PlaceRow>(new PlaceTable());
                services.AddInlineRows<PatientSafety, WaitRow>(new WaitTable());
                services.AddInlineRows<PatientSafety, OverdueRow>(new OverdueTable());
                services.AddSingleton<HoldQueries>();
                services.AddSingleton<OverrideReasons>();
                services.AddSessionLife();
            },
            app =>
            {
                app.MapOverride();
                app.MapSessionLife();
            });
        _program.Services.GetRequiredService<IntakeNews>().Heard(new("intake", 8, 7, []), sentAt: null);
    }

    private ClearanceTimekeeper Keeper(TimeSpan within, TimeSpan? lease = null) => new(
        new(_program.Services.GetRequiredService<NpgsqlDataSource>(), TimeSpan.Zero, lease),
        _program.Store,
        new() { Within = within },
        TimeProvider.System,
        NullLogger<ClearanceTimekeeper>.Instance);

    private JsonObject Plan(params string[] areas) => new()
    {
        ["patient"] = _patient,
        ["startsAt"] = TimeProvider.System.GetUtcNow(),
        ["givenBy"] = "therapist",
        ["minutes"] = 45,
        ["areas"] = new JsonArray([.. areas.Select(area => JsonValue.Create(area))]),
        ["therapistId"] = "t-1",
    };

    private Task TellAsync(string type, JsonObject fact) =>
        _program.TellAsync(_patient, type, JsonSerializer.SerializeToElement(fact));

    private async Task<List<Guid>> PlacesAsync()
    {
        await using NpgsqlCommand command = _program.Services.GetRequiredService<NpgsqlDataSource>()
            .CreateCommand("select session from session_places where patient = @patient order by session");
        command.Parameters.Add(new("patient", _patient));
        await using NpgsqlDataReader rows = await command.ExecuteReaderAsync();
        List<Guid> places = [];
        while (await rows.ReadAsync())
            places.Add(rows.GetGuid(0));
        return places;
    }

    private async Task<JsonObject> GetAsync(string path)
    {
        using HttpResponseMessage answer = await _program.SendAsync(new(HttpMethod.Get, path));
        return await ReadAsync(answer);
    }

    /// <summary>Takes a step under the version of the session as it was read last.</summary>
    private async Task<JsonObject> StepAsync(string path, JsonObject session, JsonObject? body)
    {
        using HttpResponseMessage answer = await PostAsync(path, body, Version(session));
        JsonObject read = await ReadAsync(answer);
        Assert.Equal(Version(read), answer.Headers.ETag!.ToString());
        return read;
    }

    private Task<HttpResponseMessage> PostAsync(string path, JsonObject? body, string? version, string role = Roles.Therapist)
    {
        HttpRequestMessage request = new(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (version is not null)
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Parse(version));
        return _program.SendAsync(request, role);
    }

    private static async Task<JsonObject> ReadAsync(HttpResponseMessage answer, bool isGood = true)
    {
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode == isGood, text);
        return JsonNode.Parse(text)!.AsObject();
    }

    private static string Version(JsonObject session) => $"\"{session["version"]}\"";

    private static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();

}
