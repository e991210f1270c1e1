using Guanwei.Benchmarks;

// One word, one measurement: dotnet run -c Release --project bench/Benchmarks -- WORD [options]
return args switch
{
    ["start", .. var rest] => await Start.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("start [--data DIR] [--runs N]   published server: start to ready, resident memory");
    return 2;
}
