using System.Net;

namespace LymphOutcomes.Acceptance.Tests;

[Collection(SystemCollection.Name)]
public sealed class When_a_program_is_asked_for_health(SystemUnderTest system)
{
    [OnSystemFact]
    public async Task All_four_are_alive_and_ready_without_a_token()
    {
        foreach (string program in (string[])["intake", "sessions", "alerting", "dashboard"])
        {
            using HttpClient anybody = await system.ClientAsync(program);
            Assert.Equal((program, HttpStatusCode.OK), (program, await StatusAsync(anybody, "health/live")));
            Assert.Equal((program, HttpStatusCode.OK), (program, await StatusAsync(anybody, "health/ready")));
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient program, string path)
    {
        using HttpResponseMessage answer = await program.GetAsync(new Uri(path, UriKind.Relative));
        return answer.StatusCode;
    }
}
