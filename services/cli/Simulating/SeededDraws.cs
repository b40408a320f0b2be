using System.Security.Cryptography;
using System.Text;

namespace LymphOutcomes.Cli.Simulating;

/// <summary>Draws that repeat exactly: a seeded <see cref="Random"/> keeps its sequence across .NET versions.</summary>
public static class SeededDraws
{
    /// <summary>An own source for each patient, so that a larger hospital leaves its first patients as they were.</summary>
    public static Random ForPatient(int seed, int number) =>
        new(BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes($"lymph-simulation|{seed}|{number}"))));

    extension(Random random)
    {
        /// <summary>Mean 0, standard deviation 1, between -6 and 6.</summary>
        /// <remarks>
        /// Irwin-Hall: the sum of 12 uniform draws less 6. Needs no logarithm or cosine, whose last digit differs between
        /// platforms and would break "same seed, same bytes".
        /// </remarks>
        public double NextNormal()
        {
            double sum = -6;
            for (int i = 0; i < 12; i++)
                sum += random.NextDouble();
            return sum;
        }

        /// <summary>Evenly between the two ends.</summary>
        public double NextBetween(double low, double high) => low + ((high - low) * random.NextDouble());

        /// <summary>One of the given.</summary>
        public T Pick<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];
    }
}
