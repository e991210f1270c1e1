namespace Guanwei.Server.Jobs;

/// <summary>
/// Which job kinds listen to which happening; filled in Program.cs, line by line, so that the whole of "what leads to
/// what" can be read in one place. How an earlier slice tells a later one.
/// </summary>
public sealed class Happenings
{
    private readonly List<(string Happening, string JobKind)> handlers = [];

    public Happenings On(string happening, string jobKind)
    {
        handlers.Add((happening, jobKind));
        return this;
    }

    public IEnumerable<string> For(string happening) =>
        handlers.Where(handler => handler.Happening == happening).Select(handler => handler.JobKind);
}
