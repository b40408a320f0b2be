using LymphOutcomes.Mutation;

// rewrite SCRATCH              mutants are written into the sources of a copy of the repository
// judge SCRATCH RESULTS COMMIT they are tried one by one, after the copy was built; a report is written
return args switch
{
    ["rewrite", var scratch] => Rewriting.Run(scratch),
    ["judge", var scratch, var results, var commit] => await Judging.RunAsync(scratch, results, commit),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("rewrite SCRATCH | judge SCRATCH RESULTS COMMIT: see tests/mutation/run.sh");
    return 2;
}
