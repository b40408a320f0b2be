using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.EventStore.Postgres;

/// <summary>Where the log is and how it is read; section <c>Log</c> and connection string <c>Log</c>.</summary>
public sealed record LogOptions
{
    /// <summary>What a schema may be called; it becomes part of SQL text.</summary>
    public const string SchemaPattern = "^[a-z][a-z0-9_]{0,30}\\z";

    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Log";

    /// <summary>How to reach PostgreSQL; from <c>ConnectionStrings:Log</c>.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "ConnectionStrings:Log is missing.")]
    public string ConnectionString { get; set; } = "";

    /// <summary>The service's own schema. Default: the service's name.</summary>
    [Required]
    [RegularExpression(SchemaPattern, ErrorMessage = "Log:Schema must match " + SchemaPattern)]
    public string Schema { get; set; } = "";

    /// <summary>Added to the server's clock, for tests; refused in Production. Default: none.</summary>
    public TimeSpan ClockOffset { get; set; }

    /// <summary>Longest time a reader that was not told of news goes without looking. Default: 250 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(250);
}
