using System.Net;
using System.Text.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Contracts.Sessions.V1;
using LymphOutcomes.EventStore.Postgres;
using LymphOutcomes.ServiceDefaults.SigningIn;
using LymphOutcomes.Sessions.ListingDays;
using LymphOutcomes.Sessions.ScreeningSafety;
using LymphOutcomes.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LymphOutcomes.Sessions.Tests;

/// <summary>Log, table and endpoint together, as the program registers them; the bus is left out.</summary>
public sealed class When_a_day_is_asked_for : IAsyncLifetime
{
    private const string Tenant = SessionsProgram.Tenant;

    private static readonly DateTimeOffset Ten = new(2030, 5, 6, 10, 0, 0, TimeSpan.FromHours(2));
    private readonly SessionsProgram _program = new();
    private readonly List<Guid> _patients = [.. Enumerable.Range(0, 5).Select(_ => SessionsProgram.NewId())];

    [OnPostgresFact]
    public async Task Every_session_of_it_stands_there_once_by_its_beginning_for_its_own_hospital_and_therapist()
    {
        await StartAsync();
        for (int n = 0; n < 5; n++)
            await BookAsync(_patients[n], Ten.AddMinutes(-30 * n), n < 3 ? "t-1" : "t-2");
        await BookAsync(_patients[0], Ten.AddDays(1), "t-1");
        await TellAsync(_patients[1], FactTypes.ConditionNoted, new ConditionNoted(new("c", 1), "cellulitis"));

        DayList all = await ListAsync("2030-05-06");
        DayList own = await ListAsync("2030-05-06?therapist=t-2");

        Assert.Equal([.. Enumerable.Reverse(_patients)], all.Items.Select(session => session.Patient));
        Assert.Equal(["cellulitis"], all.Items.Single(session => session.Patient == _patients[1]).Hold!.Reasons.Select(r => r.Condition));
        // Nothing was heard of intake since the start: nobody may be treated.
        Assert.All(all.Items, session => Assert.Equal("unknown", session.Screen!.Verdict));
        Assert.Equal([_patients[4], _patients[3]], own.Items.Select(session => session.Patient));
        Assert.Equal([_patients[0]], (await ListAsync("2030-05-07")).Items.Select(session => session.Patient));
        Assert.Empty((await ListAsync("2030-05-06", tenant: "st-maria")).Items);
    }

    [OnPostgresFact]
    public async Task It_comes_page_by_page()
    {
        await StartAsync();
        foreach (Guid patient in _patients)
            await BookAsync(patient, Ten, "t-1");

        List<Guid> read = [];
        Guid? next = null;
        for (int page = 0; page < 3; page++)
        {
            DayList part = await ListAsync($"2030-05-06?limit=2{(next is null ? "" : $"&after={next}")}");
            read.AddRange(part.Items.Select(session => session.Patient));
            next = part.Next;
        }

        Assert.Null(next);
        Assert.Equal(_patients.Order(), read.Order());
    }

    [OnPostgresFact]
    public async Task What_cannot_be_answered_is_refused()
    {
        await StartAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await AskAsync("2030-05-06?limit=201")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await AskAsync("today")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync("2030-05-06", role: Roles.Operator)).Status);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _program.DisposeAsync();

    private Task StartAsync() => _program.StartOnLogAsync(
        services =>
        {
            services.AddInlineRows<PatientSafety, DayRow>(new DayTable());
            services.AddSingleton<DayQueries>();
        },
        app => app.MapDays());

    private Task BookAsync(Guid patient, DateTimeOffset startsAt, string therapist) =>
        TellAsync(patient, FactTypes.SessionPlanned, new SessionPlanned(new("b", 1), startsAt, "therapist", 60, ["neck"], therapist));

    private Task TellAsync<T>(Guid patient, string type, T fact) =>
        _program.TellAsync(patient, type, JsonSerializer.SerializeToElement(fact, ContractJson.Options));

    private async Task<DayList> ListAsync(string path, string tenant = Tenant)
    {
        (HttpStatusCode status, string text) = await AskAsync(path, tenant: tenant);
        Assert.True(status == HttpStatusCode.OK, text);
        return JsonSerializer.Deserialize<DayList>(text, ContractJson.Options)!;
    }

    private async Task<(HttpStatusCode Status, string Text)> AskAsync(
        string path, string role = Roles.Therapist, string tenant = Tenant)
    {
        using HttpResponseMessage answer = await _program.SendAsync(new(HttpMethod.Get, $"/v1/days/{path}"), role, tenant);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
