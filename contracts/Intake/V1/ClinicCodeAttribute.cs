using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>A code of the clinic: 1 to 64 visible ASCII characters without spaces, so that no name or note comes in this way.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ClinicCodeAttribute() : RegularExpressionAttribute("^[!-~]{1,64}$");
