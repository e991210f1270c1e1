using Guanwei.Benchmarks;

// One word, one measurement: dotnet run -c Release --project bench/Benchmarks -- WORD [options]
return args switch
{
    ["start", .. var rest] => await Start.Run(rest),
    ["registry", .. var rest] => await RegistryBench.Run(rest.FirstOrDefault()),
    ["audit", .. var rest] => await AuditChain.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("start [--data DIR] [--runs N]   published server: start to ready, resident memory");
    Console.Error.WriteLine("registry [POSTGRES]            a page of 10,000 accounts: our statements and the best by hand; an empty database");
    Console.Error.WriteLine("audit [--entries N]            audit entries written, sealed, verified");
    return 2;
}
