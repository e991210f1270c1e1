using Guanwei.Benchmarks;

// One word, one measurement: dotnet run -c Release --project bench/Benchmarks -- WORD [options]
var options = new Options(args);
return args switch
{
    ["start", ..] => await Start.Run(options),
    ["registry", ..] => await RegistryBench.Run(options),
    ["weight", ..] => await Weight.Run(options),
    ["browse", ..] => await Browse.Run(options),
    ["audit", ..] => await AuditChain.Run(options),
    ["rules", ..] => RulesBench.Run(options),
    ["names", ..] => NamesBench.Run(options),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        start     published server on a filled installation, with the silo and without: start to ready, memory, processor
        registry  a page of the registry: its statements and the best by hand, their plans, the page over HTTP
        weight    bytes and requests of three pages in Chromium, cold and warm
        browse    signed-in people going from page to page: errors, waiting times, processor, memory
        audit     entries written, sealed, verified
        rules     a rule of the book resolved: mean, p50, p99, allocations
        names     a name against the registered ones: index, memory, check, suggestions

        --postgres CONNECTION  in a database of its own on this server, dropped afterwards; without it, SQLite
        --accounts N           how large the filled installation is (10000)
        --runs N               starts of each kind (5)
        --people N             who browse (200)
        --seconds N            how long they do (60)
        --entries N            of the audit (1000000)
        --names N              registered ones (100000)
        Ends with 1 when a goal is missed.
        """);
    return 2;
}
