using LymphOutcomes.Dashboard.Layout;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace LymphOutcomes.Dashboard.Tests;

/// <summary>A component as HTML, at <see cref="Given.Now"/> in UTC.</summary>
internal static class Rendered
{
    public static Display Display { get; } = new(TimeZoneInfo.Utc, new StoppedClock());

    public static async Task<string> HtmlAsync<TComponent>(params (string Name, object? Value)[] parameters)
        where TComponent : IComponent
    {
        await using ServiceProvider services = new ServiceCollection()
            .AddSingleton(Display)
            .AddSingleton<AntiforgeryStateProvider, NoToken>()
            .AddSingleton<IHttpContextAccessor, HttpContextAccessor>()
            .AddLogging()
            .BuildServiceProvider();
        await using HtmlRenderer renderer = new(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TComponent>(
            ParameterView.FromDictionary(parameters.ToDictionary(pair => pair.Name, pair => pair.Value)))).ToHtmlString());
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Given.Now;
    }

    private sealed class NoToken : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken? GetAntiforgeryToken() => null;
    }
}
