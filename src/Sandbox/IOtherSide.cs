namespace Guanwei.Sandbox;

/// <summary>One foreign service: its address, its verdict on a call, and what it says in its bad hours.</summary>
public interface IOtherSide
{
    string Name { get; }

    string Path { get; }

    Reply RateLimited { get; }

    Reply BadSignature { get; }

    Reply Judge(HttpRequest request, string body);
}

/// <summary>What the other side answers; accepted means it would have reached a person.</summary>
public sealed record Reply(int Status, object Body, bool Accepted = false);
